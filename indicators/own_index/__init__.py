"""The reader's own index and its doubts; two indicators against each other."""
