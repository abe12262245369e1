-- The former communes that one commune of today was made of; one row per former unit.
SELECT old_code, old_name, old_district, old_province, part, valid_from, legal_basis
FROM former_unit
WHERE new_code = $area_code AND is_last
ORDER BY part DESC, old_code
