-- One record of the catalogue.
SELECT * FROM indicator WHERE indicator_id = $indicator_id
