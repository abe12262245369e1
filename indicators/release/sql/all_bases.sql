-- What the figures of an indicator may be measured against. One row per indicator and basis.
SELECT indicator_basis.indicator_id, indicator_basis.basis, indicator_basis.name_vi,
    indicator_basis.name_en
FROM indicator_basis
JOIN indicator USING (indicator_id)
ORDER BY indicator.position, indicator_basis.position
