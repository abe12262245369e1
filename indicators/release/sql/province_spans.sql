-- How many figures each province and its communes have, the areas that have them, and between which
-- places of storage they lie, among figures of others. One row per province that has any; an area
-- that changed its province counts in both.
SELECT
    member.province, count(*) AS figures, min(observation.rowid) AS first,
    max(observation.rowid) AS last, list(DISTINCT member.area_code) AS area_codes
FROM observation
JOIN (
    SELECT parent_code AS province, area_code FROM area WHERE level = 'commune'
    UNION
    SELECT area_code, area_code FROM area WHERE level = 'province'
) AS member ON member.area_code = observation.area_code::VARCHAR
GROUP BY member.province
