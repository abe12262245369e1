-- Every figure of one area, superseded and rival ones too, with its source. One row per figure,
-- by indicator, then later periods first, the current figure of a cell before its rivals.
SELECT
    observation.observation_id, observation.area_code::VARCHAR AS area_code,
    observation.indicator_id::VARCHAR AS indicator_id,
    indicator.theme, indicator.name_vi, indicator.name_en, indicator.unit, indicator.unit_en,
    indicator.decimals, indicator.direction,
    indicator.against_plan, indicator.amount, indicator.criteria_set,
    observation.period_set, observation.set_kind::VARCHAR AS set_kind,
    observation.period_start, observation.period_end, observation.basis::VARCHAR AS basis,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.numerator, observation.denominator,
    observation.computed_share, observation.contradicted,
    observation.qualifier, observation.status, observation.locator, observation.as_printed,
    observation.correction, observation.correction_en, observation.note, observation.note_en,
    observation.flags, observation.recorded_on, observation.revision,
    observation.is_current, observation.method, observation.parts, observation.parts_found,
    observation.source_id,
    source.kind AS source_kind, source.publisher, source.title, source.url, source.archived_url, source.published_on,
    source.retrieved_on, source.language, source.note AS source_note,
    source.note_en AS source_note_en, source.flags AS source_flags,
    standing.rank, standing.rank_low, standing.rank_high, standing.percentile, standing.reported,
    standing.province_rank, standing.province_rank_low, standing.province_rank_high,
    standing.province_reported
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
LEFT JOIN source ON source.source_id = observation.source_id
LEFT JOIN standing
    ON standing.observation_id = observation.observation_id
    AND standing.period_set = observation.period_set
    AND standing.area_code = observation.area_code
WHERE observation.area_code = try_cast($area_code AS area_code_type)
ORDER BY
    indicator.position, observation.period_end DESC, observation.period_start,
    observation.basis, observation.is_current DESC, observation.revision DESC
