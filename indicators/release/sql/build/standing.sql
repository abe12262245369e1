-- The narrow mart behind a profile: where each area stands, per indicator, in the sets that a
-- reader meets first: of each kind of set, the one that the default rule would choose; with
-- $every_set all of them (a real release is small, a synthetic one has millions of figures).
-- One row per indicator, basis, set and area; in the nation and inside its province.
-- `spread` has the five-number summary of each of those contests (province empty: the nation).
-- Its quartiles and median are withheld as docs/methods.md says: below $minimum_reported figures,
-- and where figures that grow through the year are of different parts of it.

CREATE TEMP TABLE contest AS          -- indicator, basis and set, with what can be ranked
SELECT
    choice.indicator_id, choice.level, choice.basis::basis_type AS basis, choice.period_set,
    choice.set_kind, choice.year, indicator.direction,
    is_default AND is_default_basis AS is_default,
    indicator.measures = 'rate' OR choice.period_set NOT LIKE '%-part' AS rankable,
    choice.period_set LIKE '%-part' AS gathered,
    greatest(choice.last_end, $reform_day) AS on_date
FROM period_choice AS choice
JOIN indicator ON indicator.indicator_id = choice.indicator_id::VARCHAR
WHERE choice.basis <> '*' AND choice.level <> 'nation'
QUALIFY $every_set OR choice.is_default OR row_number() OVER (
    PARTITION BY choice.indicator_id, choice.level, choice.basis, choice.set_kind,
        choice.period_set LIKE '%-part'
    ORDER BY choice.year DESC, choice.last_end DESC, choice.period_set
) = 1;

CREATE TEMP TABLE contestant AS
SELECT
    contest.*, observation.area_code, observation.observation_id, area.parent_code AS province,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.qualifier, observation.status, observation.period_start, observation.period_end,
    observation.source_id, observation.as_printed, observation.contradicted,
    coalesce(observation.correction, '') <> '' AS corrected
FROM contest
JOIN observation
    ON observation.indicator_id = contest.indicator_id
    AND observation.basis = contest.basis
    AND observation.year = contest.year
    AND observation.set_kind = contest.set_kind
    AND (contest.gathered OR observation.period_set = contest.period_set)
JOIN area
    ON area.area_code = observation.area_code::VARCHAR AND area.level = contest.level
    AND area.valid_from <= contest.on_date
    AND coalesce(area.valid_to, DATE '9999-12-31') >= contest.on_date
JOIN indicator_applies AS applies
    ON applies.indicator_id = contest.indicator_id::VARCHAR
    AND applies.area_type = area.area_type
    AND coalesce(applies.valid_from, DATE '0001-01-01') <= contest.on_date
    AND coalesce(applies.valid_to, DATE '9999-12-31') >= contest.on_date
WHERE observation.is_current
QUALIFY row_number() OVER (
    PARTITION BY contest.indicator_id, contest.level, contest.basis, contest.period_set,
        observation.area_code
    ORDER BY observation.period_end DESC, observation.period_start, observation.observation_id
) = 1;

CREATE TEMP TABLE national AS
WITH figure AS (
    SELECT dense_rank() OVER (ORDER BY indicator_id, level, basis, period_set) AS question, *
    FROM contestant
),
/*placing*/
SELECT figure.*, placed.rank, placed.rank_low, placed.rank_high, placed.percentile, placed.reported
FROM figure JOIN placed USING (question, observation_id);

CREATE TEMP TABLE provincial AS
WITH figure AS (
    SELECT dense_rank() OVER (ORDER BY indicator_id, level, basis, period_set, province) AS question, *
    FROM contestant
),
/*placing*/
SELECT
    figure.indicator_id, figure.basis, figure.period_set, figure.observation_id,
    placed.rank, placed.rank_low, placed.rank_high, placed.reported
FROM figure JOIN placed USING (question, observation_id);

CREATE TABLE standing AS
SELECT
    national.area_code, national.indicator_id, national.basis, national.period_set,
    national.is_default, national.observation_id,
    national.value, national.printed_value, national.printed_decimals,
    national.value_low, national.value_high,
    national.high_open,
    national.qualifier, national.status, national.period_start, national.period_end,
    national.source_id, national.as_printed, national.contradicted, national.corrected,
    national.rank, national.rank_low, national.rank_high, national.percentile, national.reported,
    provincial.rank AS province_rank, provincial.rank_low AS province_rank_low,
    provincial.rank_high AS province_rank_high, provincial.reported AS province_reported
FROM national
JOIN provincial USING (indicator_id, basis, period_set, observation_id)
ORDER BY national.area_code, national.indicator_id, national.basis, national.period_set;

CREATE TABLE spread AS
WITH summary AS (
    SELECT
        indicator_id, level, basis, period_set, coalesce(province, '') AS province,
        count(*) AS reported, min(value) AS minimum,
        quantile_cont(value, 0.25) AS lower_quartile, median(value) AS median,
        quantile_cont(value, 0.75) AS upper_quartile, max(value) AS maximum,
        CASE
            WHEN NOT any_value(rankable) THEN 'mixed_periods'
            WHEN count(*) < $minimum_reported THEN 'too_few'
        END AS withheld_because
    FROM contestant
    GROUP BY GROUPING SETS (
        (indicator_id, level, basis, period_set), (indicator_id, level, basis, period_set, province)
    )
)
SELECT * REPLACE (
    CASE WHEN withheld_because IS NULL THEN lower_quartile END AS lower_quartile,
    CASE WHEN withheld_because IS NULL THEN median END AS median,
    CASE WHEN withheld_because IS NULL THEN upper_quartile END AS upper_quartile
)
FROM summary
ORDER BY indicator_id, level, basis, period_set, province;
