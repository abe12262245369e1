"""The ranking page beside the same page in other tools, each in its own environment, in one run."""
