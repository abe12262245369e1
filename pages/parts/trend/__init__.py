"""The parts of one page alone: trends."""
