-- Opens a lake to write into it, and makes it where the catalogue is still empty. Small tables are
-- Parquet too, not rows of the catalogue. $address, $files (where the Parquet files lie).
ATTACH $address AS lake (DATA_PATH $files, DATA_INLINING_ROW_LIMIT 0)
