-- The bases of one indicator in the catalogue's order.
SELECT basis, name_vi, name_en FROM indicator_basis WHERE indicator_id = $indicator_id ORDER BY position
