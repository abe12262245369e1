"""The parts of the ranking page: the table that answers (markup, style, script) and its map."""
