-- The release of a snapshot: the version of its tables, and the last day on which a figure was
-- recorded. $snapshot.
SELECT schema_version, latest_recorded_on
FROM lake.main.release AT (VERSION => $snapshot)
