-- The figures that a source prints for the province and for the nation themselves, beside those of
-- some areas. One row per area's figure and higher area. $area_codes (list).
--
-- Only what does not grow with the size of a place (rates, and shares in per cent), on the same
-- basis. A figure of exactly the same period goes before the nearest other year; what accumulates
-- through the year must be of the same period.
WITH subject AS (
    SELECT area_code, parent_code, level, try_cast(area_code AS area_code_type) AS code
    FROM area
    WHERE list_contains($area_codes, area_code) AND valid_to IS NULL
), higher AS (
    SELECT code, parent_code AS higher_code, 'province' AS scope FROM subject WHERE level = 'commune'
    UNION ALL
    SELECT code, $nation, 'nation' FROM subject WHERE level <> 'nation'
), own AS (
    SELECT DISTINCT
        observation.area_code, observation.indicator_id, observation.basis, observation.period_set,
        observation.year, observation.period_start, observation.period_end, indicator.measures
    FROM observation
    JOIN subject ON subject.code = observation.area_code
    JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
    WHERE observation.is_current
      AND indicator.direction <> 'none'
      AND (indicator.measures = 'rate' OR indicator.unit = '%')
)
SELECT
    own.area_code::VARCHAR AS area_code, own.indicator_id::VARCHAR AS indicator_id,
    own.basis::VARCHAR AS basis, own.period_set,
    higher.scope, higher.higher_code AS scope_code, place.name AS scope_name,
    found.value, found.printed_value, found.printed_decimals,
    found.qualifier, found.status, found.period_start, found.period_end,
    found.period_set AS found_period_set, found.period_set = own.period_set AS same_period,
    found.source_id, source.kind AS source_kind, source.publisher, source.title, source.url,
    source.published_on
FROM own
JOIN higher ON higher.code = own.area_code
JOIN observation AS found
    ON found.area_code = try_cast(higher.higher_code AS area_code_type)
    AND found.indicator_id = own.indicator_id AND found.basis = own.basis AND found.is_current
    AND (own.measures = 'rate' OR found.period_set = own.period_set)
JOIN area AS place ON place.area_code = higher.higher_code AND place.valid_to IS NULL
LEFT JOIN source ON source.source_id = found.source_id
QUALIFY row_number() OVER (
    PARTITION BY own.area_code, own.indicator_id, own.basis, own.period_set, higher.scope
    ORDER BY
        found.period_set = own.period_set DESC, abs(found.year - own.year), found.year DESC,
        found.set_kind = 'year' DESC, found.period_end DESC, found.observation_id
) = 1
ORDER BY own.area_code, own.indicator_id, own.basis, own.period_set, higher.scope DESC
