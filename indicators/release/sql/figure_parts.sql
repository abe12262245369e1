-- The figures of a province and its communes cut into parts of $rows. One row per part: the places
-- of storage between which it lies, among figures of other provinces. $province: its code.
SELECT min(place) AS first, max(place) AS last
FROM (
    SELECT
        observation.rowid AS place,
        (row_number() OVER (ORDER BY observation.rowid) - 1) // $rows AS part
    FROM observation
    WHERE observation.area_code::VARCHAR IN (
        SELECT area_code FROM area WHERE parent_code = $province OR area_code = $province)
)
GROUP BY part
ORDER BY first
