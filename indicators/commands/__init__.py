"""The verbs of ``python -m indicators``, thin."""
