-- Which figures a question asks for, rivals and superseded ones too; a condition on `observation`.
-- $indicator_ids, $area_codes, $province (with its communes), $year (a calendar year with all of its
-- parts, or the code of one set of periods): only these, or NULL.
($indicator_ids IS NULL OR list_contains($indicator_ids, observation.indicator_id::VARCHAR))
  AND ($area_codes IS NULL OR list_contains($area_codes, observation.area_code::VARCHAR))
  AND ($province IS NULL OR observation.area_code::VARCHAR IN (
      SELECT area_code FROM area WHERE parent_code = $province OR area_code = $province))
  AND ($year IS NULL
       OR observation.period_set = $year
       OR observation.year::VARCHAR = $year
       OR (observation.set_kind::VARCHAR || observation.year) = $set_of_year)
