"""The parts of one page alone: methods and sources."""
