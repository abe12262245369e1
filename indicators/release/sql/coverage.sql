-- How many of the chosen areas the indicator applies to, how many reported in the chosen set and
-- basis, and why the others are missing. One row. Parameters as in ranking.sql.
-- Reasons, the first that fits: other basis only (same set), other period only, not reported.
WITH
/*reporting_state*/
SELECT
    count(*) FILTER (applicable) AS applicable,
    count(*) FILTER (applicable AND reported) AS reported,
    count(*) FILTER (applicable AND NOT in_some_period) AS not_reported,
    count(*) FILTER (NOT applicable) AS not_applicable,
    count(*) FILTER (applicable AND NOT reported AND in_some_basis) AS other_basis_only,
    count(*) FILTER (applicable AND NOT reported AND NOT in_some_basis AND in_some_period)
        AS other_period_only
FROM state
