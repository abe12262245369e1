-- Today's provinces and cities with their communes. One row per province.
-- communes: of today; with_figures: those with at least one figure; observations: figures of these.
SELECT
    province.area_code, province.name, province.area_type,
    count(DISTINCT commune.area_code) AS communes,
    count(DISTINCT figure.area_code) AS with_figures,
    count(figure.area_code) AS observations
FROM area AS province
LEFT JOIN area AS commune
    ON commune.parent_code = province.area_code AND commune.valid_to IS NULL
LEFT JOIN observation AS figure ON figure.area_code = commune.area_code
WHERE province.level = 'province' AND province.valid_to IS NULL
GROUP BY ALL
ORDER BY province.area_code
