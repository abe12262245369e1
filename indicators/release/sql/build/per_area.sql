-- Into `staged`: a figure per km² of its area, for every figure of the indicator $of whose area is
-- known; it shares period, source and doubts of that figure. $indicator_id is the new one's.
-- Areas as on the last day of the period, or at the reform for what is older.
INSERT INTO staged BY NAME
SELECT
    staged.area_code, $indicator_id AS indicator_id,
    staged.period_start, staged.period_end, staged.basis,
    staged.value / area.area_km2 AS value,
    staged.value_low / area.area_km2 AS value_low, staged.value_high / area.area_km2 AS value_high,
    staged.high_open,
    false AS contradicted,
    staged.qualifier, staged.status, staged.source_id, staged.locator,
    staged.recorded_on, staged.revision,
    'per_area' AS method, staged.parts, staged.parts_found
FROM staged
JOIN area
    ON area.area_code = staged.area_code
    AND area.valid_from <= greatest(staged.period_end, $reform_day)
    AND coalesce(area.valid_to, DATE '9999-12-31') >= greatest(staged.period_end, $reform_day)
WHERE staged.indicator_id = $of AND area.area_km2 > 0
