"""What is downloaded: its tables, columns, notes and files."""
