-- Opens the file of a release for reading. $path.
ATTACH $path AS release_file (READ_ONLY)
