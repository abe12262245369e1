-- The indicators that a look at whole areas begins with: the headline ones, then those of which at
-- least $least_share_pct per cent of the communes that they apply to have a figure in the default
-- set. $reform_day. One row per indicator, headline ones first, each part in the catalogue's order.
-- reported: communes with a figure there; applicable: communes that it applied to at the end of
-- that set, as in ranking.sql.
WITH covered AS (
    SELECT
        indicator_id::VARCHAR AS indicator_id, reported,
        greatest(last_end, $reform_day) AS on_date
    FROM period_choice
    WHERE level = 'commune' AND is_default AND is_default_basis AND basis <> '*'
), applied AS (
    SELECT covered.indicator_id, count(DISTINCT area.area_code) AS applicable
    FROM covered
    JOIN indicator_applies AS applies
        ON applies.indicator_id = covered.indicator_id
        AND coalesce(applies.valid_from, DATE '0001-01-01') <= covered.on_date
        AND coalesce(applies.valid_to, DATE '9999-12-31') >= covered.on_date
    JOIN area
        ON area.area_type = applies.area_type AND area.level = 'commune'
        AND area.valid_from <= covered.on_date
        AND coalesce(area.valid_to, DATE '9999-12-31') >= covered.on_date
    GROUP BY covered.indicator_id
)
SELECT
    indicator.indicator_id, indicator.headline,
    coalesce(covered.reported, 0) AS reported, coalesce(applied.applicable, 0) AS applicable
FROM indicator
LEFT JOIN covered USING (indicator_id)
LEFT JOIN applied USING (indicator_id)
WHERE indicator.headline OR 100 * covered.reported >= $least_share_pct * applied.applicable
ORDER BY indicator.headline DESC, indicator.position
