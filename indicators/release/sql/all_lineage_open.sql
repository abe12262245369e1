-- Former units whose place in the chain no list tells. One row per unit and commune affected.
SELECT code, name, district, province, figures_before, open, area_code, reason_vi, reason_en
FROM lineage_open
ORDER BY code, open, area_code
