"""Plain HTML pages of communes and indicators: for search engines and archives."""
