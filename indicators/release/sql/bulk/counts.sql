-- How many rows, and how many of them for each reason; broken lines are rows too.
SELECT 'rows' AS reason, (SELECT count(*) FROM loaded) + (SELECT count(*) FROM broken_line) AS count
UNION ALL
SELECT reason, sum(count)::BIGINT
FROM (
    SELECT reason_code AS reason, count(*) AS count FROM verdict GROUP BY ALL
    UNION ALL
    SELECT 'breaks_rule', count(*) FROM broken_line HAVING count(*) > 0
)
GROUP BY reason;
