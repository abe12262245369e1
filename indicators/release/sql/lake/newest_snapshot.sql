-- The number of the newest snapshot: one short question to the catalogue. One row, one column.
SELECT id FROM ducklake_current_snapshot('lake')
