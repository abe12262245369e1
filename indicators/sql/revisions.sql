-- Revisions of figures: each with the value that the same source's revision before it had.
-- One row per figure and revision above 1; with $include_new also those of revision 1.
-- Values are those of the curated files: what was entered, then corrected.
-- $areas (list) and $indicator narrow it; NULL = all.
-- Few figures are ever revised: only the histories of those are read.
WITH revised AS (
    SELECT DISTINCT area_code, indicator_id, period_end, basis, source_id
    FROM observation
    WHERE revision > 1
        AND ($areas IS NULL OR list_contains($areas::VARCHAR[], area_code::VARCHAR))
        AND ($indicator IS NULL OR indicator_id::VARCHAR = $indicator)
), history AS (
    SELECT
        observation.*,
        lag(printed_value) OVER same_figure AS old_value,
        lag(as_printed) OVER same_figure AS old_as_printed
    FROM observation
    WHERE ($areas IS NULL OR list_contains($areas::VARCHAR[], area_code::VARCHAR))
        AND ($indicator IS NULL OR indicator_id::VARCHAR = $indicator)
        AND ($include_new OR (area_code, indicator_id, period_end, basis, source_id) IN (
            SELECT (area_code, indicator_id, period_end, basis, source_id) FROM revised
        ))
    WINDOW same_figure AS (
        PARTITION BY area_code, indicator_id, period_start, period_end, basis, source_id
        ORDER BY revision
    )
), area_today AS (
    SELECT DISTINCT ON (area_code) area_code, name, area_type, level, province_name
    FROM area
    ORDER BY area_code, valid_from DESC
)
SELECT
    recorded_on AS changed_on,
    history.area_code::VARCHAR AS area_code,
    area_today.name AS area_name, area_today.area_type,
    CASE WHEN area_today.level <> 'nation' THEN area_today.province_name END AS province,
    history.indicator_id::VARCHAR AS indicator_id,
    indicator.name_vi AS indicator_vi, indicator.name_en AS indicator_en,
    period_start, period_end, basis::VARCHAR AS basis,
    old_value, printed_value AS new_value, old_as_printed, as_printed AS new_as_printed,
    indicator.unit, indicator.unit_en,
    coalesce(nullif(correction, ''), history.note, '') AS reason,
    history.source_id, source.publisher, source.title, source.url, revision
FROM history
JOIN indicator ON indicator.indicator_id = history.indicator_id::VARCHAR
LEFT JOIN area_today ON area_today.area_code = history.area_code::VARCHAR
LEFT JOIN source ON source.source_id = history.source_id
WHERE $include_new OR old_value IS NOT NULL
ORDER BY changed_on DESC, revision DESC, area_code, indicator_id, period_end DESC, basis, source_id;
