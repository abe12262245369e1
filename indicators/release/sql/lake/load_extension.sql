-- Takes in an extension of DuckDB from its file on this disk; nothing is fetched. $path.
LOAD $path
