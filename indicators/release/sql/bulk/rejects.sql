-- Rows that were not accepted, in the order of the file; missing values are no rejects, and broken
-- lines are in a table of their own.
SELECT row_number, area_code, indicator_id, reason_code, found
FROM verdict JOIN loaded ON loaded.rowid = verdict.row_number
WHERE reason_code <> 'missing'
ORDER BY row_number;
