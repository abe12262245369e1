"""The questions of the pages in other engines, each in a process of its own."""
