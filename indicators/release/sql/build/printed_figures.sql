-- How many figures of the curated and collected files the release holds, withdrawn ones too. One row.
SELECT (SELECT count(*) FROM observation WHERE method IS NULL)
    + (SELECT count(*) FROM withdrawn_observation WHERE method IS NULL) AS figures
