"""The API over HTTP: what is asked, kept, limited and refused, without a page."""
