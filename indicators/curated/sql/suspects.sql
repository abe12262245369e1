-- Collected figures that are not plainly right, up to $most of each file: no partner in `allowed` on
-- that day, a value out of bounds, an unknown source, a cell against its declaration, a wording that
-- a rule refused, a key that stands twice. The rules themselves then say what is wrong with these few.
-- One row per figure. `undeclared`, the first column that is not as the Table Schema says, is put in by
-- curated/collected.py.
WITH repeated_hash AS (
    SELECT hash(area_code, indicator_id, period_start, period_end, basis, source_id, revision) AS key_hash
    FROM collected
    GROUP BY key_hash
    HAVING count(*) > 1
), repeated AS (
    SELECT filename, row_number
    FROM collected
    WHERE hash(area_code, indicator_id, period_start, period_end, basis, source_id, revision)
        IN (FROM repeated_hash)
    QUALIFY row_number() OVER (
        PARTITION BY area_code, indicator_id, period_start, period_end, basis, source_id, revision
        ORDER BY filename, row_number
    ) > 1
)
SELECT
    collected.*,
    repeated.filename IS NOT NULL AS repeated,
    ({undeclared}) AS undeclared
FROM collected
LEFT JOIN allowed
    ON allowed.area_code = collected.area_code
    AND allowed.indicator_id = collected.indicator_id
    AND allowed.basis = collected.basis
    AND greatest(collected.period_end, $reform_day) BETWEEN allowed.first_day AND allowed.last_day
    AND collected.value BETWEEN allowed.low AND allowed.high
LEFT JOIN known_source USING (source_id)
LEFT JOIN wrong_wording
    ON wrong_wording.indicator_id = collected.indicator_id
    AND wrong_wording.language IS NOT DISTINCT FROM known_source.language
    AND wrong_wording.value IS NOT DISTINCT FROM collected.value
    AND wrong_wording.numerator IS NOT DISTINCT FROM collected.numerator
    AND wrong_wording.denominator IS NOT DISTINCT FROM collected.denominator
    AND wrong_wording.qualifier = collected.qualifier
    AND wrong_wording.as_printed = collected.as_printed
    AND wrong_wording.corrected = (collected.correction <> '')
    AND wrong_wording.noted = (collected.note <> '')
LEFT JOIN repeated
    ON repeated.filename = collected.filename AND repeated.row_number = collected.row_number
WHERE allowed.area_code IS NULL
    OR known_source.source_id IS NULL
    OR wrong_wording.indicator_id IS NOT NULL
    OR repeated.filename IS NOT NULL
    OR ({undeclared}) IS NOT NULL
    OR NOT isfinite(collected.value)
    OR collected.period_start > collected.period_end
    OR collected.period_end > collected.recorded_on
    OR greatest(collected.period_end, collected.recorded_on) > $today
    OR (collected.withdrawn AND (collected.note = '' OR collected.revision = 1))
QUALIFY row_number() OVER (PARTITION BY collected.filename ORDER BY collected.row_number) <= $most
ORDER BY collected.filename, collected.row_number;
