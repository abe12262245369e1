-- Which sets of periods a reader may choose from: one row per indicator, level, basis and set,
-- with the number of areas that have a figure in it. Basis '*' counts areas over all bases.
--
-- `2025-part` gathers, for each area, its latest part-year figure of the year; it is offered
-- where it holds more areas than any single part of that year.
--
-- is_default: the set shown when a reader asks for none. Its year is the latest one whose largest
--   set has at least half as many areas as the largest set of the best year; within that year the
--   full year if it can be ranked ($minimum_reported areas), else the largest set, then the later;
--   of a stock, which has no full years, the largest set.
-- is_default_basis: the basis with most areas in its default set, then the catalogue's order.

CREATE TABLE period_choice AS
WITH level_of AS (
    SELECT DISTINCT try_cast(area_code AS area_code_type) AS area_code, level
    FROM area
    WHERE try_cast(area_code AS area_code_type) IS NOT NULL
), figure AS (
    SELECT indicator_id, level, area_code, basis, period_set, set_kind, year, period_start, period_end
    FROM observation
    JOIN level_of USING (area_code)
    WHERE is_current
), single_set AS (
    SELECT
        indicator_id, level, coalesce(basis::VARCHAR, '*') AS basis,
        period_set, any_value(set_kind) AS set_kind, any_value(year) AS year,
        count(DISTINCT area_code) AS reported,
        min(period_start) AS first_start, max(period_end) AS last_end
    FROM figure
    GROUP BY GROUPING SETS (
        (indicator_id, level, basis, period_set),
        (indicator_id, level, period_set)
    )
), gathered AS (
    SELECT
        indicator_id, level, coalesce(basis::VARCHAR, '*') AS basis,
        year || '-part' AS period_set, 'part'::set_kind_type AS set_kind, year,
        count(DISTINCT area_code) AS reported,
        min(period_start) AS first_start, max(period_end) AS last_end
    FROM figure
    WHERE set_kind = 'part'
    GROUP BY GROUPING SETS ((indicator_id, level, basis, year), (indicator_id, level, year))
), choice AS (
    SELECT * FROM single_set
    UNION ALL
    SELECT gathered.*
    FROM gathered
    JOIN (
        SELECT indicator_id, level, basis, year, max(reported) AS largest
        FROM single_set WHERE set_kind = 'part' GROUP BY ALL
    ) AS part USING (indicator_id, level, basis, year)
    WHERE gathered.reported > part.largest
), year_size AS (
    SELECT indicator_id, level, basis, year, max(reported) AS size
    FROM choice WHERE set_kind <> 'span' GROUP BY ALL
), best_year AS (
    SELECT indicator_id, level, basis, max(size) AS best FROM year_size GROUP BY ALL
), chosen_year AS (
    SELECT indicator_id, level, basis, max(year) AS year
    FROM year_size JOIN best_year USING (indicator_id, level, basis)
    WHERE 2 * size >= best
    GROUP BY ALL
), default_set AS (
    SELECT choice.indicator_id, level, basis, period_set, reported
    FROM choice JOIN chosen_year USING (indicator_id, level, basis, year)
    JOIN indicator ON indicator.indicator_id = choice.indicator_id::VARCHAR
    WHERE set_kind <> 'span'
    QUALIFY row_number() OVER (
        PARTITION BY choice.indicator_id, level, basis
        ORDER BY
            (set_kind = 'year' AND reported >= $minimum_reported AND measures <> 'stock') DESC,
            reported DESC, last_end DESC, set_kind, period_set
    ) = 1
), default_basis AS (
    SELECT default_set.indicator_id, level, default_set.basis
    FROM default_set
    LEFT JOIN indicator_basis
        ON indicator_basis.indicator_id = default_set.indicator_id::VARCHAR
        AND indicator_basis.basis = default_set.basis
    WHERE default_set.basis <> '*'
    QUALIFY row_number() OVER (
        PARTITION BY default_set.indicator_id, level
        ORDER BY reported DESC, indicator_basis.position NULLS LAST, default_set.basis
    ) = 1
)
SELECT
    choice.*,
    default_set.period_set IS NOT NULL AS is_default,
    default_basis.basis IS NOT NULL AS is_default_basis
FROM choice
LEFT JOIN default_set USING (indicator_id, level, basis, period_set)
LEFT JOIN default_basis USING (indicator_id, level, basis)
ORDER BY indicator_id, level, basis, year DESC, last_end DESC, period_set;
