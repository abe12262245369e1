-- What one area was called and what it was since the reform: one row per validity.
SELECT area_type, name, valid_from, valid_to FROM area WHERE area_code = $area_code ORDER BY valid_from
