-- The codes of every basis: those of the catalogue, and those that figures join of two. One row per
-- code; empty = there is one way only.
SELECT DISTINCT basis
FROM (
    SELECT basis::VARCHAR AS basis FROM observation
    UNION SELECT basis FROM indicator_basis
    UNION SELECT basis FROM threshold WHERE basis IS NOT NULL
)
ORDER BY basis
