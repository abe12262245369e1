-- The schematic cells with the names that a map shows. One row per commune of today that has a
-- cell, in the order of the codes: the place in this order is the area's number on the map.
SELECT
    cell.area_code, cell.province_code, area.name, area.area_type,
    area.province_name AS province, area.longitude, area.latitude,
    cell.far_island, cell.longitudes, cell.latitudes
FROM cell
JOIN area ON area.area_code = cell.area_code AND area.valid_to IS NULL
ORDER BY cell.area_code
