-- The outlines of the provinces: one row per part, provinces in the order of their codes, the
-- largest part of each first.
SELECT
    province_outline.area_code, area.name, province_outline.part,
    province_outline.longitudes, province_outline.latitudes
FROM province_outline
JOIN area ON area.area_code = province_outline.area_code AND area.valid_to IS NULL
ORDER BY province_outline.area_code, province_outline.part
