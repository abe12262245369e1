"""Ready views of pages, made once for all readers."""
