-- Opens the finished draft of a release, to be written into the lake. $path.
ATTACH $path AS draft (READ_ONLY)
