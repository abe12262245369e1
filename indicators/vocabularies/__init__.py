"""Words by which the readers know an indicator: ``data/phrases.yaml``, ``data/headers.yaml``."""
