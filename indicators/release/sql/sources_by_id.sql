-- Some sources by id. One row per known id.
SELECT * FROM source WHERE list_contains($source_ids, source_id)
