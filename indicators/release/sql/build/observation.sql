-- From `staged` to `observation`: the period set of each figure, which of several rival figures
-- of one cell is the current one, and the order of storage.
--
-- set_kind: year   a full calendar year, or a stock's state on a date within it
--           part   a part of one year            span   several years, not one calendar year
--           stated a level stated on a date with no year printed; so is a stock without a first day
--                  whose source has no date either: nobody knows the day
-- value: the number that ranks; printed_value: the number of the curated file (see schema.sql).
-- is_current: of all figures of one area, indicator, period and basis the one that counts.

-- Withdrawn figures leave the table of figures with their whole history, so that no question has to
-- remember them: their last revision says that they do not hold, in `note` why. Also here: the
-- withdrawal itself of a figure that was taken up again. Only the list of revisions reads them.
CREATE TEMP TABLE withdrawn_row AS
SELECT staged.rowid AS staged_row
FROM staged
JOIN (
    SELECT DISTINCT area_code, indicator_id, period_start, period_end, basis, source_id
    FROM staged
    WHERE withdrawn
) AS touched
    ON touched.area_code = staged.area_code
    AND touched.indicator_id = staged.indicator_id
    AND touched.period_start IS NOT DISTINCT FROM staged.period_start
    AND touched.period_end = staged.period_end
    AND touched.basis = staged.basis
    AND touched.source_id = staged.source_id
QUALIFY staged.withdrawn OR first_value(staged.withdrawn) OVER (
    PARTITION BY staged.area_code, staged.indicator_id, staged.period_start, staged.period_end,
        staged.basis, staged.source_id
    ORDER BY staged.revision DESC
);

CREATE TABLE withdrawn_observation AS
SELECT * FROM staged WHERE rowid IN (SELECT staged_row FROM withdrawn_row);

DELETE FROM staged WHERE rowid IN (SELECT staged_row FROM withdrawn_row);

-- '' keeps it from being empty where no figure of today is there: DuckDB 1.5 makes no such ENUM.
CREATE TYPE area_code_type AS ENUM (
    SELECT DISTINCT area_code FROM (SELECT area_code FROM staged UNION SELECT '') ORDER BY area_code
);
CREATE TYPE indicator_id_type AS ENUM (SELECT indicator_id FROM indicator ORDER BY position);
CREATE TYPE basis_type AS ENUM (
    SELECT DISTINCT basis FROM (
        SELECT basis FROM staged UNION SELECT basis FROM indicator_basis UNION SELECT ''
    ) ORDER BY basis
);
CREATE TYPE set_kind_type AS ENUM ('year', 'part', 'span', 'stated');

CREATE TEMP TABLE rival AS
SELECT area_code, indicator_id, period_start, period_end, basis
FROM staged
GROUP BY ALL
HAVING count(*) > 1;

CREATE TEMP TABLE superseded AS
SELECT staged.rowid AS staged_row
FROM staged
JOIN rival USING (area_code, indicator_id, period_end, basis)
LEFT JOIN source USING (source_id)
WHERE staged.period_start IS NOT DISTINCT FROM rival.period_start
QUALIFY row_number() OVER (
    PARTITION BY area_code, indicator_id, staged.period_start, period_end, basis
/*most_trusted_first*/
) > 1;

CREATE TEMP TABLE set_of_period AS
SELECT
    period_start, period_end, measures, day_unknown,
    year(period_end)::SMALLINT AS year,
    (CASE
        WHEN day_unknown THEN 'stated'
        WHEN measures = 'stock' AND coalesce(year(period_start), year(period_end)) = year(period_end)
            THEN 'year'
        WHEN period_start IS NULL THEN 'stated'
        WHEN period_start = make_date(year(period_end), 1, 1)
             AND period_end = make_date(year(period_end), 12, 31) THEN 'year'
        WHEN year(period_start) = year(period_end) THEN 'part'
        ELSE 'span'
    END)::set_kind_type AS set_kind
FROM (
    SELECT DISTINCT
        period_start, period_end, indicator_id,
        period_start IS NULL AND published_on IS NULL AS day_unknown
    FROM staged LEFT JOIN source USING (source_id)
)
JOIN (SELECT indicator_id, measures FROM indicator) USING (indicator_id)
GROUP BY ALL;

CREATE TABLE observation AS
SELECT
    row_number() OVER ()::INTEGER AS observation_id,
    area_code::area_code_type AS area_code,
    indicator_id::indicator_id_type AS indicator_id,
    set_kind,
    CASE set_kind
        WHEN 'year' THEN year::VARCHAR
        WHEN 'stated' THEN year || '-stated'
        ELSE staged.period_start || '/' || staged.period_end
    END AS period_set,
    year,
    staged.period_start, staged.period_end,
    basis::basis_type AS basis,
    value, printed_value, printed_decimals, value_low, value_high, high_open,
    numerator, denominator, computed_share, contradicted,
    qualifier, status, source_id, locator, as_printed, correction, correction_en, staged.note,
    staged.note_en, staged.flags, recorded_on, revision, method, parts, parts_found,
    superseded.staged_row IS NULL AS is_current
FROM staged
JOIN indicator USING (indicator_id)
LEFT JOIN source USING (source_id)
JOIN set_of_period
    ON set_of_period.measures = indicator.measures
    AND set_of_period.period_end = staged.period_end
    AND set_of_period.period_start IS NOT DISTINCT FROM staged.period_start
    AND set_of_period.day_unknown = (staged.period_start IS NULL AND source.published_on IS NULL)
LEFT JOIN superseded ON superseded.staged_row = staged.rowid
-- Down to the source: no two rows are equal, so that every build stores them alike.
ORDER BY
    indicator.position, staged.period_end, staged.period_start, basis, area_code,
    is_current DESC, revision DESC, source_id;

/*view_of_figures*/

DROP TABLE staged;
