"""Pages and HTTP routes in one process."""
