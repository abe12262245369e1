-- Which former unit went into which one of today, as in the curated file. One row per pair.
SELECT old_code, old_name, old_district, old_province, new_code, part, valid_from, legal_basis
FROM area_lineage
ORDER BY old_code, new_code, valid_from
