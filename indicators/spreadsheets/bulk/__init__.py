"""A long CSV of millions of figures, checked set-wise."""
