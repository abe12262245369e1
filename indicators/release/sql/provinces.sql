-- Today's provinces and cities, by code. Pages order them by name (vietnamese_order.py).
SELECT area_code, name, area_type
FROM area
WHERE level = 'province' AND valid_to IS NULL
ORDER BY area_code
