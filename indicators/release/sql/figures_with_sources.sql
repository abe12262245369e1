-- Figures with everything that has to travel with them in a file. One row per figure.
-- $observation_ids: only these, or NULL for all, $indicator_id: only of this one, or NULL.
/*figure_told*/
WHERE ($observation_ids IS NULL OR list_contains($observation_ids, observation.observation_id))
  AND ($indicator_id IS NULL
       OR observation.indicator_id = try_cast($indicator_id AS indicator_id_type))
/*figure_order*/
