-- Every row of every table, read whole: DuckDB compares each block with its checksum as it reads it.
-- One row per table: its name, the number of rows, and a digest that makes it read every column.
SELECT 'area' AS table_name, count(*) AS rows, bit_xor(hash(area)) AS digest FROM area
UNION ALL
SELECT 'area_indicator' AS table_name, count(*) AS rows, bit_xor(hash(area_indicator)) AS digest FROM area_indicator
UNION ALL
SELECT 'area_lineage' AS table_name, count(*) AS rows, bit_xor(hash(area_lineage)) AS digest FROM area_lineage
UNION ALL
SELECT 'area_name' AS table_name, count(*) AS rows, bit_xor(hash(area_name)) AS digest FROM area_name
UNION ALL
SELECT 'cell' AS table_name, count(*) AS rows, bit_xor(hash(cell)) AS digest FROM cell
UNION ALL
SELECT 'default_profile' AS table_name, count(*) AS rows, bit_xor(hash(default_profile)) AS digest FROM default_profile
UNION ALL
SELECT 'former_observation' AS table_name, count(*) AS rows, bit_xor(hash(former_observation)) AS digest FROM former_observation
UNION ALL
SELECT 'former_unit' AS table_name, count(*) AS rows, bit_xor(hash(former_unit)) AS digest FROM former_unit
UNION ALL
SELECT 'indicator' AS table_name, count(*) AS rows, bit_xor(hash(indicator)) AS digest FROM indicator
UNION ALL
SELECT 'indicator_applies' AS table_name, count(*) AS rows, bit_xor(hash(indicator_applies)) AS digest FROM indicator_applies
UNION ALL
SELECT 'indicator_basis' AS table_name, count(*) AS rows, bit_xor(hash(indicator_basis)) AS digest FROM indicator_basis
UNION ALL
SELECT 'lineage_open' AS table_name, count(*) AS rows, bit_xor(hash(lineage_open)) AS digest FROM lineage_open
UNION ALL
SELECT 'neighbour' AS table_name, count(*) AS rows, bit_xor(hash(neighbour)) AS digest FROM neighbour
UNION ALL
SELECT 'observation' AS table_name, count(*) AS rows, bit_xor(hash(observation)) AS digest FROM observation
UNION ALL
SELECT 'period_choice' AS table_name, count(*) AS rows, bit_xor(hash(period_choice)) AS digest FROM period_choice
UNION ALL
SELECT 'province_outline' AS table_name, count(*) AS rows, bit_xor(hash(province_outline)) AS digest FROM province_outline
UNION ALL
SELECT 'region' AS table_name, count(*) AS rows, bit_xor(hash(region)) AS digest FROM region
UNION ALL
SELECT 'release' AS table_name, count(*) AS rows, bit_xor(hash(release)) AS digest FROM release
UNION ALL
SELECT 'release_table' AS table_name, count(*) AS rows, bit_xor(hash(release_table)) AS digest FROM release_table
UNION ALL
SELECT 'series_break' AS table_name, count(*) AS rows, bit_xor(hash(series_break)) AS digest FROM series_break
UNION ALL
SELECT 'source' AS table_name, count(*) AS rows, bit_xor(hash(source)) AS digest FROM source
UNION ALL
SELECT 'spread' AS table_name, count(*) AS rows, bit_xor(hash(spread)) AS digest FROM spread
UNION ALL
SELECT 'standing' AS table_name, count(*) AS rows, bit_xor(hash(standing)) AS digest FROM standing
UNION ALL
SELECT 'threshold' AS table_name, count(*) AS rows, bit_xor(hash(threshold)) AS digest FROM threshold
UNION ALL
SELECT 'wage_region' AS table_name, count(*) AS rows, bit_xor(hash(wage_region)) AS digest FROM wage_region
UNION ALL
SELECT 'withdrawn_observation' AS table_name, count(*) AS rows, bit_xor(hash(withdrawn_observation)) AS digest FROM withdrawn_observation
