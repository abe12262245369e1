-- Fragment: for each chosen area whether the indicator applies to it, and whether it has a figure
-- in the chosen set and basis, in the set on another basis, or in some other period.
-- Parameters as in ranking.sql. Gives `state`, one row per chosen area.
area_in_scope AS (
    SELECT
        area.area_code AS code,
        applies.indicator_id IS NOT NULL AS applicable
    FROM area
    LEFT JOIN indicator_applies AS applies
        ON applies.indicator_id = $indicator_id
        AND applies.area_type = area.area_type
        AND coalesce(applies.valid_from, DATE '0001-01-01') <= $on_date
        AND coalesce(applies.valid_to, DATE '9999-12-31') >= $on_date
    WHERE area.level = $level
      AND area.valid_from <= $on_date
      AND coalesce(area.valid_to, DATE '9999-12-31') >= $on_date
      AND ($province = '' OR area.parent_code = $province)
      AND ($area_type = '' OR area.area_type = $area_type)
      AND ($among_codes IS NULL OR list_contains($among_codes, area.area_code))
), in_set AS (
    SELECT
        area_code::VARCHAR AS area_code,
        bool_or($basis = '*' OR basis = try_cast($basis AS basis_type)) AS in_basis
    FROM observation
    WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
      AND set_kind = try_cast($set_kind AS set_kind_type)
      AND year = $year
      AND ($period_set = '' OR period_set = $period_set)
      AND is_current
    GROUP BY ALL
), ever AS (
    SELECT area_code::VARCHAR AS area_code
    FROM area_indicator
    WHERE indicator_id = try_cast($indicator_id AS indicator_id_type)
), state AS (
    SELECT
        area_in_scope.code, area_in_scope.applicable,
        coalesce(in_set.in_basis, false) AS reported,
        in_set.area_code IS NOT NULL AS in_some_basis,
        ever.area_code IS NOT NULL AS in_some_period
    FROM area_in_scope
    LEFT JOIN in_set ON in_set.area_code = area_in_scope.code
    LEFT JOIN ever ON ever.area_code = area_in_scope.code
)
