-- One row per release of the lake, oldest first: its snapshot, when it was written, and what the
-- build said of it (JSON). Other snapshots, of maintenance, are no releases. $author.
SELECT snapshot_id, snapshot_time::VARCHAR AS written_at, commit_extra_info AS told
FROM ducklake_snapshots('lake')
WHERE author = $author
ORDER BY snapshot_id
