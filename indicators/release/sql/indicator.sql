-- One record of the catalogue. has_pace: its figures within a year are told by their pace.
SELECT
    *,
    amount IS NOT NULL OR indicator_id IN (SELECT amount FROM indicator WHERE amount IS NOT NULL)
        AS has_pace
FROM indicator
WHERE indicator_id = $indicator_id
