-- Every collected figure with its file (by position in the list of files, from 0) and its row in it,
-- from 1; texts are never NULL. Nothing is copied: the Parquet files are read anew each time.
-- The list of files and the declared columns are put in by curated/collected.py.
CREATE OR REPLACE TEMP VIEW collected AS
SELECT filename, file_row_number + 1 AS row_number, {columns}
FROM read_parquet({files}, filename = true, file_row_number = true, union_by_name = true);
