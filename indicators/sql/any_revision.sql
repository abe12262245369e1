-- Whether any figure was ever revised: one row, one column. The largest revision of each block of
-- rows is known, so nothing is read where none was.
SELECT count(*) > 0 AS revised FROM observation WHERE revision > 1
