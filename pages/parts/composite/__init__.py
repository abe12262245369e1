"""The parts of one page alone: one's own index."""
