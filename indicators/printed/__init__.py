"""Numbers as sources print them: read, held against a value, turned into intervals."""
