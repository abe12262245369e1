-- Names the snapshot that the open transaction makes. $author, $message, $told (JSON).
CALL lake.set_commit_message($author, $message, extra_info => $told)
