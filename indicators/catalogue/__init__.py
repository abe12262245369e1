"""The catalogue of indicators: its file, its rules, its records, its tables."""
