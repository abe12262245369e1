-- Fragment, the end of a window: of rival figures the one that counts comes first. The latest
-- revision, then official before press, then a Vietnamese text before a translation, then the later
-- publication, then the source id (so that two builds agree). Expects `source` joined.
    ORDER BY
        revision DESC,
        CASE source.kind WHEN 'law' THEN 0 WHEN 'official' THEN 1 WHEN 'portal' THEN 2 ELSE 3 END,
        source.language <> 'vi',
        source.published_on DESC NULLS LAST,
        source_id
