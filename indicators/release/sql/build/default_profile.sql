-- The profile of every area of today, in each indicator's default set: what a reader asks for who
-- names no year. Planning the eight joins anew at each question would take five times as long as
-- reading these rows. One row per area and indicator, stored by area.

CREATE TABLE default_profile AS
WITH subject AS (
    SELECT area_code, name, area_type, level, parent_code, province_name,
           try_cast(area_code AS area_code_type) AS code
    FROM area
    WHERE valid_to IS NULL
), asked AS (
    SELECT indicator_id, level, basis::basis_type AS basis, period_set, set_kind, year, reported
    FROM period_choice
    WHERE is_default AND is_default_basis
),
/*profile_rows*/
