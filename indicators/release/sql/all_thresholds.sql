-- Every threshold of the catalogue. One row per threshold; empty = all regions, types, bases, days.
SELECT
    threshold.indicator_id, threshold.region, threshold.area_type, threshold.basis,
    threshold.excluded_provinces, threshold.valid_from, threshold.valid_to, threshold.value,
    threshold.unit, threshold.label_vi, threshold.label_en, threshold.legal_basis,
    threshold.confidence
FROM threshold
JOIN indicator USING (indicator_id)
ORDER BY
    indicator.position, threshold.valid_from, threshold.region, threshold.area_type,
    threshold.basis, threshold.value, threshold.label_en
