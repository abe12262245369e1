"""The parts of one page alone: the map."""
