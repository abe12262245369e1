-- The days on which series break. One row per break, level and indicator; empty = every indicator.
SELECT
    break_id, on_date, level, indicator_id, name_vi, name_en, explanation_vi, explanation_en,
    legal_basis, legal_title_vi, legal_title_en, confidence
FROM series_break
ORDER BY on_date, break_id, level, indicator_id
