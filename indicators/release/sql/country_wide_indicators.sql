-- The indicators that a rug begins with: the headline ones, then those for which at least
-- $least_share_pct per cent of today's communes have a figure in the default set. One row per
-- indicator, headline ones first, each part in the catalogue's order.
-- reported: communes with a figure there.
WITH commune AS (
    SELECT count(*) AS communes FROM area WHERE level = 'commune' AND valid_to IS NULL
), covered AS (
    SELECT indicator_id::VARCHAR AS indicator_id, reported
    FROM period_choice
    WHERE level = 'commune' AND is_default AND is_default_basis AND basis <> '*'
)
SELECT
    indicator.indicator_id, indicator.headline, coalesce(covered.reported, 0) AS reported
FROM indicator
CROSS JOIN commune
LEFT JOIN covered USING (indicator_id)
WHERE indicator.headline OR 100 * covered.reported >= $least_share_pct * commune.communes
ORDER BY indicator.headline DESC, indicator.position
