-- For which communes of today a former unit has a figure, and of which indicator. One row per
-- commune and indicator.
SELECT DISTINCT unit.new_code AS area_code, figure.indicator_id
FROM former_unit AS unit
JOIN former_observation AS figure USING (old_code)
