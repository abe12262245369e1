-- Included by former_figures.sql and restated_parts.sql, behind their columns.
FROM former_unit AS unit
LEFT JOIN current_former_observation AS figure
    ON figure.old_code = unit.old_code
    AND figure.period_end <= unit.to_day
    AND (unit.from_day IS NULL OR figure.period_end >= unit.from_day)
LEFT JOIN (
    SELECT area_code, figures_before, string_agg(name, '|' ORDER BY code) AS open_units
    FROM lineage_open
    WHERE area_code IS NOT NULL
    GROUP BY ALL
) AS missing ON missing.area_code = unit.new_code AND missing.figures_before > unit.to_day
LEFT JOIN indicator ON indicator.indicator_id = figure.indicator_id
LEFT JOIN source ON source.source_id = figure.source_id
WHERE $area_codes IS NULL OR list_contains($area_codes, unit.new_code)
QUALIFY count(figure.old_code) OVER (PARTITION BY unit.new_code, unit.to_day) > 0
    OR (unit.is_last AND count(figure.old_code) OVER (PARTITION BY unit.new_code) = 0)
ORDER BY
    unit.new_code, unit.to_day, unit.part DESC, unit.old_code, indicator.position,
    figure.basis, figure.period_end DESC, figure.period_start
