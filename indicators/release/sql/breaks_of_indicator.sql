-- The series breaks of one indicator, earlier ones first: one row per break and level of areas.
-- areas_changed: of no indicator alone, since the areas themselves were changed. $indicator_id.
SELECT
    level, indicator_id IS NULL AS areas_changed,
    break_id, on_date, name_vi, name_en, explanation_vi, explanation_en,
    legal_basis, legal_title_vi, legal_title_en, confidence
FROM series_break
WHERE indicator_id IS NULL OR indicator_id = $indicator_id
ORDER BY on_date
