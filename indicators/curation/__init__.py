"""Candidates from articles and reports, reviewed and accepted into the table."""
