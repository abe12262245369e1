-- The series breaks of one indicator for some areas of today. One row per area and break, earlier
-- ones first. $indicator_id, $area_codes (list).
-- A break without an indicator changed the areas themselves: a province that gathers the communes
-- of one former province only was not merged, and keeps its series.
SELECT
    area.area_code, series_break.break_id, series_break.on_date,
    series_break.name_vi, series_break.name_en,
    series_break.explanation_vi, series_break.explanation_en,
    series_break.legal_basis, series_break.legal_title_vi, series_break.legal_title_en,
    series_break.confidence
FROM area
JOIN series_break
    ON series_break.level = area.level
    AND (series_break.indicator_id IS NULL OR series_break.indicator_id = $indicator_id)
WHERE area.valid_to IS NULL
  AND list_contains($area_codes, area.area_code)
  AND NOT (
      series_break.indicator_id IS NULL AND area.level = 'province' AND (
          SELECT count(DISTINCT former_unit.old_province) <= 1
          FROM former_unit
          JOIN area AS commune ON commune.area_code = former_unit.new_code
          WHERE commune.parent_code = area.area_code AND former_unit.is_last
      )
  )
ORDER BY area.area_code, series_break.on_date
