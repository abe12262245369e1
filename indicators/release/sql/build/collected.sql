-- Collected figures into `staged`: the columns of their files, and what follows from each wording
-- (`derived`, one row per wording). The columns are put in by release/collected_figures.py.
-- In the order in which the build stores figures, so that its sort has little to do.
INSERT INTO staged BY NAME
SELECT
    {columns},
    derived.value, derived.printed_value, derived.printed_decimals, derived.value_low,
    derived.value_high, derived.high_open, derived.computed_share, derived.contradicted
FROM collected
JOIN known_source USING (source_id)
JOIN wording
    ON wording.indicator_id = collected.indicator_id
    AND wording.language = known_source.language
    AND wording.value = collected.value
    AND wording.numerator IS NOT DISTINCT FROM collected.numerator
    AND wording.denominator IS NOT DISTINCT FROM collected.denominator
    AND wording.qualifier = collected.qualifier
    AND wording.as_printed = collected.as_printed
    AND wording.corrected = (collected.correction <> '')
    AND wording.noted = (collected.note <> '')
JOIN derived USING (wording)
ORDER BY collected.indicator_id, collected.period_end, collected.area_code;

DROP VIEW collected;
DROP TABLE wording;
DROP TABLE derived;
DROP TABLE known_source;
