-- Opens the file of another release beside it, to be compared with. $path.
ATTACH $path AS earlier_file (READ_ONLY)
