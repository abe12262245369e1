-- The rows without a verdict, in the order of the file, in the columns of a candidates file.
SELECT loaded.* EXCLUDE (value_text, unreadable), {review}
FROM loaded
JOIN known_indicator USING (indicator_id)
WHERE loaded.rowid NOT IN (SELECT row_number FROM verdict)
ORDER BY loaded.rowid;
