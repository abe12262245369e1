-- The figures of the curated files as they were read, out of the frame `incoming`: types as in the
-- release.
CREATE TEMP TABLE read_figure AS
SELECT area_code::VARCHAR AS area_code, indicator_id::VARCHAR AS indicator_id,
    period_start::DATE AS period_start, period_end::DATE AS period_end, basis::VARCHAR AS basis,
    source_id::VARCHAR AS source_id, revision::INTEGER AS revision, value::DOUBLE AS value
FROM incoming
