-- The figures that lie between two places of storage: a part of a file. One row per figure.
-- $first, $last: places, both included; $province: only its own and its communes', or NULL for all.
/*figure_told*/
WHERE observation.rowid BETWEEN $first AND $last
  AND ($province IS NULL OR observation.area_code::VARCHAR IN (
      SELECT area_code FROM area WHERE parent_code = $province OR area_code = $province))
/*figure_order*/
