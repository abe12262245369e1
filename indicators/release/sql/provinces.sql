-- Today's provinces and cities, by name in Vietnamese order.
SELECT area_code, name, area_type
FROM area
WHERE level = 'province' AND valid_to IS NULL
ORDER BY area_code
