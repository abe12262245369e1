"""Series, tests and changes over time; figures of former communes; pace within the year."""
