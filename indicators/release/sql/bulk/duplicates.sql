-- Figures that stand twice: by a hash of the key over all rows, then by the key itself among the few
-- rows whose hash is not alone. Of equal figures the first line stays, of differing ones none.
CREATE TABLE repeated_hash AS
SELECT key_hash
FROM (
    SELECT hash(area_code, indicator_id, period_start, period_end, basis, source_id) AS key_hash
    FROM loaded
)
GROUP BY key_hash
HAVING count(*) > 1;

INSERT INTO verdict
WITH twice AS (
    SELECT loaded.rowid AS row_number, area_code, indicator_id, period_start, period_end, basis,
        source_id, value, qualifier
    FROM loaded
    WHERE hash(area_code, indicator_id, period_start, period_end, basis, source_id)
            IN (SELECT key_hash FROM repeated_hash)
        AND loaded.rowid NOT IN (SELECT row_number FROM verdict)
), numbered AS (
    SELECT *,
        row_number() OVER (same_key ORDER BY row_number) AS place,
        count(*) OVER same_key AS copies,
        min(value) OVER same_key <> max(value) OVER same_key
            OR min(qualifier) OVER same_key <> max(qualifier) OVER same_key AS differ
    FROM twice
    WINDOW same_key AS (
        PARTITION BY area_code, indicator_id, period_start, period_end, basis, source_id
    )
)
SELECT row_number, 'duplicate_in_file',
    copies || ' rows of one key' || CASE WHEN differ THEN ', of differing values' ELSE '' END
FROM numbered
WHERE copies > 1 AND (differ OR place > 1);
