"""The map: cells and boundaries, layers, classes."""
