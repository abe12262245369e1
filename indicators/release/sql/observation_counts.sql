-- How many figures a question asks for. One row per indicator that has any, in the catalogue's order.
-- Parameters as in observation_filter; $set_of_year: "part2025" for the parts of 2025, or NULL.
SELECT indicator.indicator_id, count(*) AS figures
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
WHERE /*observation_filter*/
GROUP BY indicator.indicator_id, indicator.position
ORDER BY indicator.position
