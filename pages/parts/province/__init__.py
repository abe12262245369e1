"""The parts of one page alone: one province."""
