-- How many of a province's communes of today have a figure of at least one headline indicator, in
-- any period and on any basis. One row per province, by code.
WITH known AS (
    SELECT DISTINCT area_code::VARCHAR AS area_code
    FROM area_indicator
    JOIN indicator ON indicator.indicator_id = area_indicator.indicator_id::VARCHAR
    WHERE indicator.headline
)
SELECT
    province.area_code AS province_code, province.name AS province,
    count(commune.area_code) AS communes,
    count(known.area_code) AS with_headline
FROM area AS province
LEFT JOIN area AS commune
    ON commune.parent_code = province.area_code AND commune.level = 'commune'
    AND commune.valid_to IS NULL
LEFT JOIN known ON known.area_code = commune.area_code
WHERE province.level = 'province' AND province.valid_to IS NULL
GROUP BY ALL
ORDER BY province.area_code
