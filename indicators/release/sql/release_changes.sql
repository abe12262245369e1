-- What the figures that are shown differ in between an earlier release and this one. One row per cell
-- (area, indicator, period, basis) that is new, gone or changed, in the catalogue's order.
-- differs: the columns that differ, with blanks between them; empty for new and gone cells.
WITH earlier AS (/*earlier_cells*/), later AS (/*later_cells*/),
paired AS (
    SELECT
        CASE WHEN earlier.area_code IS NULL THEN 'new' WHEN later.area_code IS NULL THEN 'gone'
             ELSE 'changed' END AS change,
        coalesce(later.area_code, earlier.area_code) AS area_code,
        coalesce(later.indicator_id, earlier.indicator_id) AS indicator_id,
        coalesce(later.period_start, earlier.period_start) AS period_start,
        coalesce(later.period_end, earlier.period_end) AS period_end,
        coalesce(later.basis, earlier.basis) AS basis,
        concat_ws(' ',
            CASE WHEN earlier.value IS DISTINCT FROM later.value THEN 'value' END,
            CASE WHEN earlier.as_printed IS DISTINCT FROM later.as_printed THEN 'as_printed' END,
            CASE WHEN earlier.qualifier IS DISTINCT FROM later.qualifier THEN 'qualifier' END,
            CASE WHEN earlier.status IS DISTINCT FROM later.status THEN 'status' END,
            CASE WHEN earlier.source_id IS DISTINCT FROM later.source_id THEN 'source_id' END
        ) AS differs,
        earlier.value AS old_value, later.value AS new_value,
        earlier.as_printed AS old_as_printed, later.as_printed AS new_as_printed,
        earlier.qualifier AS old_qualifier, later.qualifier AS new_qualifier,
        earlier.status AS old_status, later.status AS new_status,
        earlier.source_id AS old_source_id, later.source_id AS new_source_id
    FROM earlier
    FULL JOIN later
        ON later.area_code = earlier.area_code
        AND later.indicator_id = earlier.indicator_id
        AND later.period_start IS NOT DISTINCT FROM earlier.period_start
        AND later.period_end = earlier.period_end
        AND later.basis IS NOT DISTINCT FROM earlier.basis
)
SELECT
    paired.change, paired.area_code, coalesce(area.name, former.name) AS area_name,
    coalesce(area.area_type, former.area_type) AS area_type,
    coalesce(area.province_name, former.province_name) AS province, paired.indicator_id,
    coalesce(indicator.name_vi, dropped.name_vi) AS indicator_name_vi,
    coalesce(indicator.name_en, dropped.name_en) AS indicator_name_en,
    paired.period_start, paired.period_end, paired.basis,
    CASE WHEN paired.change = 'changed' THEN paired.differs ELSE '' END AS differs,
    paired.old_value, paired.new_value, coalesce(indicator.unit, dropped.unit) AS unit,
    paired.old_as_printed, paired.new_as_printed, paired.old_qualifier, paired.new_qualifier,
    paired.old_status, paired.new_status, paired.old_source_id, paired.new_source_id
FROM paired
LEFT JOIN indicator ON indicator.indicator_id = paired.indicator_id
LEFT JOIN earlier_file.indicator AS dropped ON dropped.indicator_id = paired.indicator_id
LEFT JOIN area ON area.area_code = paired.area_code AND area.valid_to IS NULL
LEFT JOIN earlier_file.area AS former
    ON former.area_code = paired.area_code AND former.valid_to IS NULL
WHERE paired.change <> 'changed' OR paired.differs <> ''
ORDER BY
    indicator.position NULLS LAST, paired.indicator_id, paired.area_code, paired.period_end,
    paired.period_start, paired.basis
