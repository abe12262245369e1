-- The thresholds of one indicator that hold for the whole country on a day: a map may be cut at
-- them. One row per threshold, lowest first. $indicator_id, $on_date. Thresholds known only from
-- memory are left out; those of single regions cannot divide a map of all.
SELECT DISTINCT value, label_vi, label_en
FROM threshold
WHERE indicator_id = $indicator_id
  AND region IS NULL
  AND confidence IN ('definition', 'seen')
  AND coalesce(valid_from, DATE '0001-01-01') <= $on_date
  AND coalesce(valid_to, DATE '9999-12-31') >= $on_date
ORDER BY value
