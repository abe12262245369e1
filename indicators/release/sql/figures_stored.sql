-- The figures that lie between two places of storage: a part of a file. One row per figure.
-- $first, $last: places, both included; $provinces: only their own and their communes', or NULL for
-- all.
/*figure_told*/
WHERE observation.rowid BETWEEN $first AND $last
  AND ($provinces IS NULL OR observation.area_code::VARCHAR IN (
      SELECT area_code FROM area
      WHERE list_contains($provinces, parent_code) OR list_contains($provinces, area_code)))
/*figure_order*/
