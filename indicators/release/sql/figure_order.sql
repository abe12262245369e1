-- Fragment: the order of figures in a file, which is that of storage.
ORDER BY
    indicator.position, observation.period_end, observation.period_start, observation.basis,
    observation.area_code, observation.is_current DESC, observation.revision DESC,
    observation.source_id
