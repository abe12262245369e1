"""The parts of one page alone: downloads."""
