-- The regions of the catalogue with their provinces. One row per province of this country that a
-- region names.
SELECT region, name_vi, name_en, province_code
FROM region
WHERE province_code IN (SELECT area_code FROM area)
ORDER BY position, province_code
