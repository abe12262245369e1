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
    # Of a lake.
    "lake_extension_absent": N_("""no extension {extension} for DuckDB {version}
one from the environment of deploy/lake/requirements.txt
make it with `make lake-environment` and run again with .venv-lake/bin/python"""),
    "lake_files_not_named": N_("""no place for the Parquet files
INDICATORS_DATA_PATH, a folder or s3://bucket/folder that every machine reaches
set it and build again"""),
    "lake_silent": N_("""no answer from the catalogue
a PostgreSQL that answers at this address
look whether it runs and lets this machine in, and at the address"""),
    "lake_empty": N_("""a lake without a release
one that was built
run `python -m indicators build` with the same INDICATORS_DB"""),
    "lake_unusable": N_("""a catalogue that cannot be used
one of DuckLake whose files lie where INDICATORS_DATA_PATH says
give the place that the first build was given, or another database of PostgreSQL"""),
    "lake_files_unreadable": N_("""a catalogue whose files cannot be read or written
them below INDICATORS_DATA_PATH
look whether this machine has mounted the folder and may use it, or at the keys of the store"""),
    "lake_contended": N_("""other builds that wrote at the same time, {tries} times in turn
a moment for this one
run again; what they wrote is whole"""),
    "lake_release_differs": N_("""release {release} with another content than was built ({fault})
what was built
build it again; what was there before is still served"""),
    "lake_copy_not_made": N_("""no way to copy release {release} here ({fault})
room for it, and a folder that may be written to
look at the folder INDICATORS_LAKE_COPIES, and ask again"""),
}
