-- Every source, as in the curated file. One row per source.
SELECT
    source_id, kind, publisher, title, url, published_on, retrieved_on, language, note,
    note_en, flags, archived_url
FROM source
ORDER BY source_id
