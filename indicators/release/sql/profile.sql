-- Some areas over all indicators: one row per area and indicator, in the catalogue's order.
-- $area_codes (list), $year (a set's code or a year). Without a year the answers lie ready:
-- default_profile.sql.
WITH subject AS (
    SELECT area_code, name, area_type, level, parent_code, province_name,
           try_cast(area_code AS area_code_type) AS code
    FROM area
    WHERE list_contains($area_codes, area_code) AND valid_to IS NULL
), asked AS (
    SELECT indicator_id, level, basis::basis_type AS basis, period_set, set_kind, year, reported
    FROM period_choice
    WHERE basis <> '*'
      AND (period_set = $year OR year::VARCHAR = $year)
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, level
        ORDER BY period_set = $year DESC, is_default_basis DESC, reported DESC, period_set
    ) = 1
),
/*profile_rows*/
