-- Figures that several sources gave on different days for the very same area, basis and period:
-- what was first said and what was said later. One row per figure of such a cell, in the order of
-- publication; figures of sources without a date cannot be put in an order and are left out.
-- $rows (list): where the figures of one indicator and the areas are stored, current and not.
SELECT
    observation.observation_id, observation.area_code::VARCHAR AS area_code,
    observation.basis::VARCHAR AS basis,
    observation.period_set, observation.period_start, observation.period_end,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.qualifier, observation.status, observation.is_current,
    observation.source_id, source.publisher, source.published_on
FROM observation
JOIN source ON source.source_id = observation.source_id AND source.published_on IS NOT NULL
WHERE observation.rowid IN (SELECT unnest($rows::BIGINT[]))
WINDOW cell AS (
    PARTITION BY observation.area_code, observation.basis, observation.period_start,
        observation.period_end
)
-- Several days: the first and the last differ; to count them takes three times as long.
QUALIFY min(source.published_on) OVER cell <> max(source.published_on) OVER cell
ORDER BY
    observation.area_code, observation.basis, observation.period_end, observation.period_start,
    source.published_on, observation.revision, observation.observation_id
