-- Into `staged`: by how many per cent the printed figures of the indicator $of differ from the same
-- indicator of the day $since, on the same boundaries. $indicator_id is the new one's.
-- The interval is that of both figures; where the earlier one may be 0 there is none.
INSERT INTO staged BY NAME
SELECT
    later.area_code, $indicator_id AS indicator_id,
    later.period_start, later.period_end, later.basis,
    100 * (later.value / earlier.value - 1) AS value,
    100 * (later.value_low / earlier.value_high - 1) AS value_low,
    100 * (later.value_high / earlier.value_low - 1) AS value_high,
    later.high_open,
    false AS contradicted,
    CASE WHEN earlier.qualifier = 'exact' THEN later.qualifier ELSE 'about' END AS qualifier,
    CASE WHEN earlier.status = 'A' THEN later.status ELSE earlier.status END AS status,
    later.source_id, later.locator, later.recorded_on, later.revision,
    'change' AS method, earlier.parts, earlier.parts_found
FROM staged AS later
JOIN staged AS earlier
    ON earlier.area_code = later.area_code AND earlier.indicator_id = later.indicator_id
    AND earlier.basis = later.basis AND earlier.period_end = $since
WHERE later.indicator_id = $of AND later.method IS NULL AND later.period_end > $since
  AND earlier.value_low > 0
