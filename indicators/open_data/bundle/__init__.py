"""The open-data bundle: its tables, their declaration, the files cut from them."""
