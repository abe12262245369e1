-- Forgets snapshots and takes away files that no snapshot needs. $snapshots: the ones to forget.
-- Files that a killed build left are those of no snapshot. All stay a day: a build at work and a
-- machine that copies are younger.
CALL ducklake_expire_snapshots('lake', versions => $snapshots);
CALL ducklake_cleanup_old_files('lake', older_than => now() - INTERVAL 1 DAY);
CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL 1 DAY)
