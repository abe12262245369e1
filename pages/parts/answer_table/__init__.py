"""The table that answers as a component of the page: markup, style and script stand beside it."""
