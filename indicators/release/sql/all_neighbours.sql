-- The communes that share a border, each pair once. One row per pair.
SELECT area_code, neighbour_code
FROM neighbour
WHERE area_code < neighbour_code
ORDER BY area_code, neighbour_code
