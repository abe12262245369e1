-- The figures a question asks for, in the order of figures_with_sources. One row per figure.
-- Parameters as in observation_counts.
SELECT observation.observation_id
FROM observation
JOIN indicator ON indicator.indicator_id = observation.indicator_id::VARCHAR
WHERE /*observation_filter*/
ORDER BY
    indicator.position, observation.period_end, observation.period_start, observation.basis,
    observation.area_code, observation.is_current DESC, observation.revision DESC,
    observation.source_id
