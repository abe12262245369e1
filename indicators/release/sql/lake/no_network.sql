-- Extensions come from the environment alone: DuckDB fetches none by itself.
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false
