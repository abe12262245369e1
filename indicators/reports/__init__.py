"""Reports of two pages for a meeting: the same content as PDF and as DOCX."""
