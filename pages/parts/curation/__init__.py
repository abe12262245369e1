"""The parts of the page of curation alone."""
