-- Rows that are not plainly right, by one cheap pass: no partner in `allowed` on that day, a value
-- out of bounds, an unknown word, dates out of order. The reason is found for these few afterwards.
-- Areas of today are read on the day of the reform for what is older.
CREATE TABLE suspect AS
SELECT loaded.rowid AS row_number
FROM loaded
LEFT JOIN allowed
    ON allowed.area_code = loaded.area_code
    AND allowed.indicator_id = loaded.indicator_id
    AND allowed.basis = loaded.basis
    AND greatest(loaded.period_end, $reform_day) BETWEEN allowed.first_day AND allowed.last_day
    AND loaded.value BETWEEN allowed.low AND allowed.high
WHERE allowed.area_code IS NULL
    OR value_text IS NOT NULL
    OR unreadable IS NOT NULL
    OR qualifier NOT IN ('exact', 'about', 'at_least', 'nearly', 'at_most')
    OR status NOT IN ('A', 'E', 'P', 'B')
    OR period_start > period_end
    OR period_end > recorded_on
    OR revision < 1
    OR denominator <= 0
    OR source_id NOT IN (SELECT source_id FROM known_source);
