"""One area as its page shows it: figures in words, where they stand, and the markup of both."""
