"""What is not as it was built in a release or in what is kept of it: found, expected, next step."""

from indicators.sentences.marking import N_

RELEASE_PROBLEMS: dict[str, str] = {
    "table_changed": N_("""a table of {found} rows
the {expected} rows that were built
somebody wrote into the release; build it again"""),
    "count_differs": N_("""{found}
{expected}, as the tables have it
somebody wrote into the release; build it again"""),
    "other_shape": N_("""other tables or columns
those that were built
somebody wrote into the release; build it again"""),
    "day_differs": N_("""{found}
{expected}, as the tables have it
somebody wrote into the release; build it again"""),
    "hash_differs": N_("""another content
the content that was built
build the release again, or take the kept one from its copy"""),
    "sums_unreadable": N_("""no list of sums that can be read
one line with SHA-256 and path for each file
write the files again with export --release --replace"""),
    "file_changed": N_("""another content than was written
the content of its SHA-256
take it from a copy, or write the files again with export --release --replace"""),
    "kept_file_absent": N_("""no such file
a file of the kept release
take it from a copy, or write the files again with export --release --replace"""),
    "kept_database_unusable": N_("""a database that cannot be asked ({fault})
the database of the kept release
its files still serve; take the database from a copy, or ask with the version that wrote it"""),
}
