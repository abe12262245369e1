"""One built database: how it is made, opened and asked (``sql/``)."""
