-- Whether any figure was ever revised or withdrawn: one row, one column. The largest revision of each
-- block of rows is known, so nothing is read where none was.
SELECT
    (SELECT count(*) FROM observation WHERE revision > 1)
    + (SELECT count(*) FROM withdrawn_observation) > 0 AS revised
