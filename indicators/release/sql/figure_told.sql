-- Fragment: a figure with everything that has to travel with it in a file. One row per figure.
-- The rank is the one in the nation, in the figure's own set of periods and on its own basis; it
-- is empty for figures that are not current, and where the release holds no standing.
SELECT
    observation.observation_id,
    standing.rank, standing.rank_low, standing.rank_high, standing.percentile,
    standing.reported AS ranked_areas,
    area.area_code, area.name AS area_name, area.area_type,
    CASE WHEN area.level = 'nation' THEN NULL WHEN area.level = 'province' THEN area.area_code
         ELSE area.parent_code END AS province_code,
    area.province_name AS province,
    indicator.indicator_id, indicator.name_vi AS indicator_name_vi,
    indicator.name_en AS indicator_name_en,
    observation.value, observation.printed_value, observation.printed_decimals,
    indicator.unit, indicator.unit_en, indicator.direction,
    observation.qualifier, observation.value_low, observation.value_high, observation.high_open,
    observation.status, observation.basis::VARCHAR AS basis, observation.period_set,
    observation.period_start, observation.period_end,
    observation.numerator, observation.denominator, observation.computed_share,
    observation.contradicted, observation.as_printed, observation.locator,
    observation.correction, observation.correction_en, observation.note, observation.note_en,
    observation.flags, observation.is_current, observation.revision,
    observation.recorded_on, observation.method, observation.parts, observation.parts_found,
    observation.source_id,
    source.publisher, source.title, source.url, source.archived_url, source.language AS source_language,
    source.published_on, source.retrieved_on, source.flags AS source_flags
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
LEFT JOIN source ON source.source_id = observation.source_id
LEFT JOIN standing
    ON standing.observation_id = observation.observation_id
    AND standing.period_set = observation.period_set
    AND standing.area_code = observation.area_code
    AND standing.rank IS NOT NULL
-- The area as it was on the last day of the period, or at the reform for what is older.
JOIN area ON area.area_code = observation.area_code::VARCHAR
    AND area.valid_from <= greatest(observation.period_end, $reform_day)
    AND coalesce(area.valid_to, DATE '9999-12-31')
        >= greatest(observation.period_end, $reform_day)
