-- Lines that are no row: too few or too many cells, a quotation mark that is not closed. One row a
-- line; DuckDB notes several errors of one line one by one.
CREATE TABLE broken_line AS
SELECT line_byte_position AS byte_position, min(error_message) AS found, min(left(csv_line, 200)) AS csv_line
FROM reject_errors
GROUP BY line_byte_position;
