"""Sheets that tempt a reader into a wrong figure, each with what a careful person reads off it."""
