-- The sources with the number of figures read from each. One row per source, most figures first.
-- figures: printed in it, of areas of today and of former communes.
-- areas: areas it has figures of, restated ones too. shown: figures that are the current one of their cell.
-- machine_translated: it is flagged as a machine translation.
SELECT
    source.source_id, source.kind, source.publisher, source.title, source.url,
    source.published_on, source.retrieved_on, source.language, source.note, source.note_en, source.flags,
    source.archived_url,
    count(observation.observation_id) FILTER (observation.method IS NULL)
        + any_value(coalesce(former.figures, 0)) AS figures,
    count(DISTINCT observation.area_code) AS areas,
    count(observation.observation_id) FILTER (observation.is_current) AS shown,
    list_contains(string_split(coalesce(source.flags, ''), ' '), 'machine_translation')
        AS machine_translated
FROM source
LEFT JOIN observation USING (source_id)
LEFT JOIN (
    SELECT source_id, count(*) AS figures FROM former_observation GROUP BY source_id
) AS former ON former.source_id = source.source_id
GROUP BY ALL
ORDER BY figures DESC, source.published_on DESC NULLS LAST, source.source_id
