-- Every former unit by the days on which its code meant it, and where it lies today. One row per
-- unit of each state and commune of today that holds it or a part of it.
SELECT old_code, old_name, old_district, old_province, new_code, part, from_day, to_day, is_last,
    valid_from, legal_basis
FROM former_unit
ORDER BY old_code, to_day, from_day, new_code
