"""Whatever a reader reads in words: catalogues, formats, sentences of each rule."""
