"""The parts of the rug: a table of areas × indicators that two pages draw."""
