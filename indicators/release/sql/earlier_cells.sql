-- The figures that are shown in the earlier release. One row per cell. A part of release_changes.
SELECT area_code::VARCHAR AS area_code, indicator_id::VARCHAR AS indicator_id, period_start,
       period_end, basis::VARCHAR AS basis, value, as_printed, qualifier::VARCHAR AS qualifier,
       status::VARCHAR AS status, source_id::VARCHAR AS source_id
FROM earlier_file.observation
WHERE is_current
