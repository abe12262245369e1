-- Fragment: the chosen areas to which the indicator applies. Parameters as in ranking.sql. Gives
-- `area_in_scope`, one row per area.
area_in_scope AS (
    SELECT area.area_code AS code,
           area.name, area.area_type, area.parent_code, area.province_name
    FROM area
    JOIN indicator_applies AS applies
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
)
