-- One row per ENUM of a release: the statement that makes it in the copy. $snapshot.
SELECT DISTINCT
    'CREATE TYPE "' || replace(type_name, '"', '""') || '" AS ENUM ('
    || array_to_string(['''' || replace(label, '''', '''''') || '''' FOR label IN labels], ', ')
    || ')' AS statement
FROM lake.main.enum_column AT (VERSION => $snapshot)
