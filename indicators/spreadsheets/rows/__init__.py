"""Rows and cells of a sheet: whose, of which indicator, how much."""
