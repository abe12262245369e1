"""Figures of public addresses as candidates; docs/collection.md tells how to add a source."""
