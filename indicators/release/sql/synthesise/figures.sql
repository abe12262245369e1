-- The invented monthly figures of one invented indicator on one basis, appended to `staged` in
-- the order in which the build stores them, so that its sort has little to do.
-- One row per commune and month that reports; one figure in a thousand has a rival in the press.
--
-- $seed, $series (number of the indicator), $indicator_id, $basis, $reporting (share of the
-- communes that ever report), $first_month, $months, $recorded_on, $gaps_in_december (whether the
-- last month of a year lacks areas as the other months do), and the shape of the values: $centre,
-- $spread, $yearly (change in twelve months), $skewed (a few large values, many small ones),
-- $lowest, $highest, $decimals, $counted (whole numbers known exactly), $share (a percentage, of
-- which some are printed as two counts). Intervals stop at 0 where $lowest does not lie below it,
-- those of shares at 100.
INSERT INTO staged BY NAME
WITH commune AS (
    SELECT area.area_code, area.area_code::INTEGER AS place
    FROM area
    JOIN indicator_applies AS applies
        ON applies.indicator_id = $indicator_id AND applies.area_type = area.area_type
    WHERE area.level = 'commune'
), month AS (
    SELECT
        range::INTEGER AS moment,
        ($first_month::DATE + to_months(range::INTEGER))::DATE AS period_start,
        last_day($first_month::DATE + to_months(range::INTEGER)) AS period_end
    FROM range($months)
), drawn AS (
    SELECT
        area_code, place, moment, period_start, period_end,
        CASE WHEN $skewed
            THEN pow(uniform($seed, $series, 'level', place, 0), 4)
            ELSE (uniform($seed, $series, 'level', place, 0)
                  + uniform($seed, $series, 'level', place, 1)
                  + uniform($seed, $series, 'level', place, 2)) / 1.5 - 1
        END AS level,
        uniform($seed, $series, 'noise', place, moment) - 0.5 AS noise,
        uniform($seed, $series, 'wording', place, moment) AS wording
    FROM commune, month
    WHERE uniform($seed, $series, 'reports' || $basis, place, 0) < $reporting
      AND (uniform($seed, $series, 'gap' || $basis, place, moment) >= 0.02
           OR (month(period_start) = 12 AND NOT $gaps_in_december))
), worded AS (
    SELECT
        *,
        least($highest, greatest($lowest,
            $centre + $spread * (level + 0.1 * noise) + $yearly * moment / 12)) AS unrounded,
        CASE
            WHEN $counted OR wording < 0.80 THEN 'exact'
            WHEN wording < 0.88 THEN 'about'
            WHEN wording < 0.94 THEN 'at_least'
            WHEN wording < 0.97 THEN 'nearly'
            ELSE 'at_most'
        END AS qualifier,
        $share AND wording < 0.05 AS in_counts,
        1000 + place % 1000 AS whole
    FROM drawn
), rounded AS (
    -- A figure that is not exact is a round one: its last digit carries no information.
    SELECT
        *,
        CASE WHEN in_counts THEN round(unrounded * whole / 100) END AS part,
        CASE
            WHEN in_counts THEN 100 * round(unrounded * whole / 100) / whole
            WHEN qualifier = 'exact' THEN round(unrounded, $decimals)
            ELSE round(unrounded, $decimals - 1)
        END AS value,
        pow(10, CASE WHEN qualifier = 'exact' THEN -$decimals ELSE 1 - $decimals END) AS step,
        greatest(0, CASE WHEN qualifier = 'exact' THEN $decimals ELSE $decimals - 1 END)
            AS printed_decimals
    FROM worded
), figure AS (
    SELECT *, 'synthetic-official' AS source_id FROM rounded
    UNION ALL BY NAME
    SELECT
        * REPLACE (
            least($highest, round(value, $decimals) + step) AS value,
            NULL AS part, false AS in_counts
        ),
        'synthetic-press' AS source_id
    FROM rounded
    WHERE uniform($seed, $series, 'rival' || $basis, place, moment) < 0.001
), bounded AS (
    SELECT
        *,
        CASE
            WHEN $counted OR in_counts OR qualifier = 'at_least' THEN value
            WHEN qualifier = 'exact' THEN value - step / 2
            ELSE value - step
        END AS low,
        CASE
            WHEN $counted OR in_counts OR qualifier IN ('nearly', 'at_most') THEN value
            WHEN qualifier = 'exact' THEN value + step / 2
            ELSE value + step
        END AS high
    FROM figure
)
SELECT
    area_code, $indicator_id AS indicator_id, period_start, period_end, $basis AS basis,
    value,
    CASE WHEN in_counts THEN round(value, $decimals) ELSE value END AS printed_value,
    CASE WHEN in_counts THEN $decimals ELSE printed_decimals END AS printed_decimals,
    CASE WHEN $lowest >= 0 THEN greatest(0, low) ELSE low END AS value_low,
    CASE WHEN $share THEN least(100, high) ELSE high END AS value_high,
    NOT ($counted OR in_counts) AND qualifier IN ('exact', 'at_least')
        AND NOT ($share AND high > 100) AS high_open,
    part AS numerator,
    CASE WHEN in_counts THEN whole END::DOUBLE AS denominator,
    CASE WHEN in_counts THEN value END AS computed_share,
    false AS contradicted,
    qualifier, 'A' AS status, source_id, '' AS locator,
    CASE
        WHEN in_counts THEN part::INTEGER || '/' || whole
        -- 12,675.5 as Vietnamese newspapers print it: 12.675,5
        ELSE translate(format('{:,.' || printed_decimals || 'f}', value), ',.', '.,')
    END AS as_printed,
    '' AS correction, 'synthetic' AS note, $recorded_on::DATE AS recorded_on, 1 AS revision
FROM bounded
ORDER BY period_end, area_code, source_id
