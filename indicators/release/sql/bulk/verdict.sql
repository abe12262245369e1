-- The first reason of each suspect, in the order in which a person would look: is there a figure,
-- can it be read, whose is it, what is it, can it be. `missing` is no reject.
CREATE TABLE verdict AS
WITH figure AS (
    SELECT loaded.*, suspect.row_number
    FROM suspect JOIN loaded ON loaded.rowid = suspect.row_number
)
SELECT
    figure.row_number,
    CASE
        WHEN missing_mark.mark IS NOT NULL THEN 'missing'
        WHEN value_text IS NOT NULL OR NOT isfinite(value) THEN 'not_a_number'
        WHEN unreadable IS NOT NULL THEN 'breaks_rule'
        WHEN known_area.area_code IS NULL THEN 'unknown_area'
        WHEN known_indicator.indicator_id IS NULL THEN 'unknown_indicator'
        WHEN period_end IS NULL OR period_start > period_end OR period_end > recorded_on THEN 'breaks_rule'
        WHEN NOT EXISTS (FROM allowed WHERE allowed.area_code = figure.area_code
            AND allowed.indicator_id = figure.indicator_id
            AND greatest(period_end, $reform_day) BETWEEN first_day AND last_day)
            THEN 'not_applicable'
        WHEN NOT EXISTS (FROM allowed WHERE allowed.area_code = figure.area_code
            AND allowed.indicator_id = figure.indicator_id AND allowed.basis = figure.basis)
            THEN 'breaks_rule'
        WHEN NOT EXISTS (FROM allowed WHERE allowed.area_code = figure.area_code
            AND allowed.indicator_id = figure.indicator_id AND figure.value BETWEEN low AND high)
            THEN 'implausible_value'
        ELSE 'breaks_rule'
    END AS reason_code,
    CASE
        WHEN missing_mark.mark IS NOT NULL THEN missing_mark.reason
        WHEN value_text IS NOT NULL THEN 'value: ' || left(value_text, 80)
        WHEN unreadable IS NOT NULL THEN unreadable
        WHEN period_end IS NULL THEN 'period_end: empty'
        WHEN period_start > period_end THEN 'period_start: ' || period_start || ' after ' || period_end
        WHEN period_end > recorded_on THEN 'period_end: ' || period_end || ' after recorded_on'
        WHEN figure.source_id NOT IN (SELECT source_id FROM known_source) THEN 'source_id: ' || left(figure.source_id, 80)
        ELSE concat_ws(', ', figure.area_code, figure.indicator_id, 'basis ' || figure.basis,
            'value ' || value, 'qualifier ' || qualifier, 'status ' || status, 'revision ' || revision)
    END AS found
FROM figure
LEFT JOIN missing_mark ON missing_mark.mark = trim(value_text)
LEFT JOIN known_area USING (area_code)
LEFT JOIN known_indicator USING (indicator_id);
