-- The part-year figures of one area that a pace is read off: shares of a plan whose amount is an
-- indicator too, and those amounts. One row per current figure, later ones first; `amount` is empty
-- for an amount itself. $area_code.
SELECT
    observation.observation_id, observation.indicator_id::VARCHAR AS indicator_id,
    indicator.name_vi, indicator.name_en, indicator.unit, indicator.unit_en, indicator.decimals, indicator.amount,
    observation.basis::VARCHAR AS basis, observation.period_set,
    observation.period_start, observation.period_end,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.qualifier, observation.status, observation.source_id
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
WHERE observation.area_code = try_cast($area_code AS area_code_type)
  AND (
      indicator.amount IS NOT NULL
      OR indicator.indicator_id IN (SELECT amount FROM indicator WHERE amount IS NOT NULL)
  )
  AND observation.set_kind = 'part'
  AND observation.is_current
ORDER BY
    indicator.position, observation.period_end DESC, observation.period_start, observation.basis
