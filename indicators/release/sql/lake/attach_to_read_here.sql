-- Opens a lake for reading, with its files where this machine has mounted them. $address, $files.
ATTACH $address AS lake (READ_ONLY, DATA_PATH $files, OVERRIDE_DATA_PATH true)
