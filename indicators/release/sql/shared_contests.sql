-- With whom some areas could be compared: the other areas of one level that have a figure which at
-- least one of the chosen ones has too, in the set and on the basis that the comparison shows (of
-- latest parts of a year: for the very same part). One row per area.
-- $area_codes (list: the chosen areas), $level, $year (a set's code or a year; null: the default
-- sets). shared: indicators that all of the chosen areas and this one have, without the official
-- figures of every commune, which are in everywhere; judged: those of shared with a better and a
-- worse; open: those of judged that yet another area has; shared_with_some: indicators that it has with any of the chosen ones, again without these;
-- indicator_ids: those of `shared`, or of `shared_with_some` where it is none; judged ones first.
WITH asked AS (
    SELECT indicator_id, basis::basis_type AS basis, period_set
    FROM period_choice
    WHERE level = $level AND basis <> '*'
      AND CASE WHEN $year IS NULL THEN is_default AND is_default_basis
               ELSE period_set = $year OR year::VARCHAR = $year END
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id
        ORDER BY period_set = $year DESC, is_default_basis DESC, reported DESC, period_set
    ) = 1
), figure AS (
    SELECT
        standing.area_code::VARCHAR AS area_code, indicator.indicator_id,
        indicator.direction <> 'none' AS judged, indicator.headline, indicator.position,
        indicator.theme = 'country_wide' AS everywhere,
        CASE WHEN asked.period_set LIKE '%-part'
             THEN (standing.period_start, standing.period_end) END AS part
    FROM standing
    JOIN asked USING (indicator_id, basis, period_set)
    JOIN indicator ON indicator.indicator_id = standing.indicator_id::VARCHAR
    JOIN area ON area.area_code = standing.area_code::VARCHAR AND area.valid_to IS NULL
    WHERE area.level = $level
), held AS (
    SELECT
        indicator_id, part,
        count(*) FILTER (list_contains($area_codes, area_code)) = len($area_codes) AS by_all,
        count(*) FILTER (NOT list_contains($area_codes, area_code)) > 1 AS open
    FROM figure
    GROUP BY indicator_id, part
    HAVING count(*) FILTER (list_contains($area_codes, area_code)) > 0
), met AS (
    SELECT
        figure.area_code,
        count(*) FILTER (held.by_all AND NOT everywhere) AS shared,
        count(*) FILTER (held.by_all AND NOT everywhere AND judged) AS judged,
        count(*) FILTER (held.by_all AND NOT everywhere AND judged AND held.open) AS open,
        count(*) FILTER (NOT everywhere) AS shared_with_some,
        count(*) FILTER (held.by_all AND everywhere) AS everywhere,
        list({'id': figure.indicator_id, 'all': held.by_all}
             ORDER BY judged DESC, headline DESC, position) FILTER (NOT everywhere) AS ids
    FROM figure
    JOIN held
        ON held.indicator_id = figure.indicator_id AND held.part IS NOT DISTINCT FROM figure.part
    WHERE NOT list_contains($area_codes, figure.area_code)
    GROUP BY figure.area_code
)
SELECT
    met.area_code, area.name, area.area_type, area.parent_code AS province_code,
    area.province_name AS province, met.shared, met.judged, met.open, met.shared_with_some,
    met.everywhere,
    coalesce(list_transform(
        list_filter(ids, lambda one: met.shared = 0 OR one.all), lambda one: one.id
    ), []) AS indicator_ids
FROM met
JOIN area ON area.area_code = met.area_code AND area.valid_to IS NULL
ORDER BY met.area_code
