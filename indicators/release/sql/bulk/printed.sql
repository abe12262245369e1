-- Rows that need the check's own reading, as distinct pairs of figure and words:
-- a value that is not plainly its print ("96,88%" and "1204,6" of a Vietnamese source are; a point alone
-- may group thousands, and other languages write marks the other way round), or a share with counts.
CREATE TABLE printed_suspect AS
SELECT
    loaded.rowid AS row_number, as_printed, value, numerator, denominator, qualifier, indicator_id,
    source_id, correction <> '' AS corrected, note <> '' AS noted
FROM loaded
WHERE (
        (correction = '' AND (
            value IS DISTINCT FROM try_cast(replace(rtrim(as_printed, '% '), ',', '.') AS DOUBLE)
            OR (contains(as_printed, '.') AND NOT contains(as_printed, ','))
            OR source_id IN (SELECT source_id FROM known_source WHERE language <> 'vi')
        ))
        OR (note = '' AND numerator IS NOT NULL AND denominator IS NOT NULL)
    )
    AND loaded.rowid NOT IN (SELECT row_number FROM verdict);

CREATE TABLE printed_pair AS
SELECT row_number() OVER () AS pair, *
FROM (SELECT DISTINCT * EXCLUDE (row_number) FROM printed_suspect);

CREATE TABLE wrong_pair (pair BIGINT);
