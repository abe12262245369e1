"""What a check or an accept may find in the tables: found, expected, next step."""

from indicators.sentences.marking import N_

TABLE_PROBLEMS: dict[str, str] = {
    # Files: bytes, JSON, header, rows.
    "directory_for_file": N_("""a directory
a file
remove or rename the directory"""),
    "file_absent": N_("""no such file
the file
restore it or add it"""),
    "file_empty": N_("""an empty file
a header row and data
restore the file from version control"""),
    "not_utf_8": N_("""byte {byte} that is not UTF-8
text in UTF-8
save it again as UTF-8 (the bytes look like Windows-1258 or a like code page)"""),
    "utf_16": N_("""UTF-16
text in UTF-8
save it again as UTF-8"""),
    "nul_byte": N_("""a NUL byte
text
restore the file; it is damaged or not a text file"""),
    "long_line": N_("""a line of {size} bytes
lines below {most} bytes
look for a missing line break or quotation mark"""),
    "unended_line": N_("""a last line without a line end
a line end after every row
compare the file with version control: it may break off here; if it is whole, end the \
line"""),
    "descriptor_broken": N_("""JSON that breaks off: {fault}
a Frictionless data package
restore the file from version control"""),
    "resources_absent": N_("""no list of resources
the tables as resources
restore the file from version control"""),
    "resource_undeclared": N_("""a resource without name, path or the fields of its schema
a table with name, path and schema
restore the file from version control"""),
    "resource_absent": N_("""no resource {name}
the resources {names}
restore the file from version control"""),
    "table_undeclared": N_("""no table {table}
the columns of {table}
restore the file from version control"""),
    "csv_broken": N_("""broken CSV: {fault}
comma-separated values
look for an unclosed quotation mark"""),
    "column_order": N_("""columns in the order {columns}
the order {expected}
reorder the columns"""),
    "column_absent": N_("""no column {column}
{expected}
correct the header row"""),
    "column_unknown": N_("""an unknown column {column}
{expected}
correct the header row"""),
    "column_twice": N_("""the column {column} twice
{expected}
correct the header row"""),
    "row_width": N_("""{found} cells
{expected} cells
look for a comma that needs quotation marks, or a comma as decimal mark"""),
    "row_unreadable": N_("""{cells}
finite numbers with a point and dates such as 2025-12-31
correct the row"""),
    "schema_broken": N_("""JSON that breaks off: {fault}
a JSON Schema
restore the file from version control, or mend it"""),
    "schema_wrong": N_("""{fault}
a JSON Schema
restore the file from version control, or mend it"""),
    "schema_absent": N_("""no such file
the schema of {file}
restore it or add it"""),
    "vocabulary_form": N_("""{fault}
a vocabulary as {schema} describes it
restore the file from version control, or mend it"""),
    "vocabulary_unusable": N_("""{fault}
a vocabulary that can be used
restore the file from version control, or mend it"""),
    "part_absent": N_("""{found}
a {kind} named {part}
restore the file from version control, or mend it"""),
    # Row counts and interrupted accepts.
    "file_not_counted": N_("""a file that {descriptor} does not count
its size recorded there
take the file away, or run `python -m indicators check --record`"""),
    "other_count": N_("""{found}
{recorded} as {descriptor} records
restore the file from version control, or after an edit by hand run `python -m indicators\
 check --record`"""),
    "other_content": N_("""another text than {descriptor} records
the text whose digest is recorded
compare the file with version control: a digit may have changed; if the edit was meant, run \
`python -m indicators check --record`"""),
    "changed_while_read": N_("""a file that was changed while the files were read
one state of all files
run again when nobody is changing them"""),
    "counted_file_absent": N_("""no such file
the size that {descriptor} records
restore the file from version control, or after an edit by hand run `python -m indicators\
 check --record`"""),
    "listed_file_absent": N_("""no such file
a file that {descriptor} names
restore the file from version control, or after an edit by hand run `python -m indicators\
 check --record`"""),
    "accept_not_completed": N_("""an interrupted accept that cannot be completed here: {fault}
a folder that can be written to
run `python -m indicators check` where it can be written to"""),
    "journal_unreadable": N_("""a journal that cannot be read
the list of files that an accept was about to replace
restore the file from version control and run again, or keep it: delete {journal} and \
{staged}, and accept the candidates again"""),
    "edited_since": N_("""an edit made after an accept was interrupted
the file as it was then
restore the file from version control and run again, or keep it: delete {journal} and \
{staged}, and accept the candidates again"""),
    "staged_text_lost": N_("""an interrupted accept whose new text is lost
it in {staged}
restore the file from version control and run again, or keep it: delete {journal} and \
{staged}, and accept the candidates again"""),
    # Cells against the Table Schema.
    "wrong_type": N_("""{cell}
{expected}
correct the cell"""),
    "decimal_comma": N_("""{cell}
a number with a point as decimal mark, such as 78.6
write {corrected}"""),
    "cell_empty": N_("""an empty cell
a value
fill the cell in"""),
    "key_repeated": N_("""a key that stands above already
one row per {key}
delete one row or give it the next revision"""),
    "key_in_other_file": N_("""a key that stands in {place} already
one row per area, indicator, period, basis, source and revision
delete one row or give it the next revision"""),
    "reference_unknown": N_("""{cell}, which {table}.csv does not have
a {column} of {table}.csv
correct the code or add the row to {table}.csv"""),
    "table_wrong": N_("""{fault}
a table as datapackage.json describes it
correct the file"""),
    # Areas.
    "parent_unknown": N_("""{parent}
a code of this file
correct the parent"""),
    "parent_level": N_("""{parent}, of level {level}
a code of level {wanted}
correct the parent"""),
    "validity_reversed": N_("""{day}, before valid_from
a day on or after valid_from
swap the two dates"""),
    "area_moved": N_("""{now}, but {before} in line {line}
one province for as long as a code lives
correct the cell; an area that moved gets a code of its own, and area_lineage.csv leads \
there"""),
    "versions_overlap": N_("""{day}, while line {line} is valid
one row for a code on each day
end the earlier row on the day before"""),
    "name_of_other": N_("""{name}, the name of {other} beside it
a name of {code} alone
correct the code or the name"""),
    "apart_from_province": N_("""{parent}, though {code} was made of {former}
{usual}, as {count} other communes made of it
correct the parent here, or the lineage in area_lineage.csv"""),
    # Figures.
    "day_to_come": N_("""{day}, a day to come
a day up to today ({today} by this machine's clock)
correct the date, or the clock"""),
    "indicator_unknown": N_("""{indicator}
an id of indicators.yaml
correct the id or add the indicator to the catalogue"""),
    "indicator_misspelt": N_("""{indicator}
an id of indicators.yaml
write {nearest} or add the indicator to the catalogue"""),
    "basis_unknown": N_("""{basis}
one of {known}
correct the basis or add it to the catalogue"""),
    "value_implausible": N_("""{value} {unit}
{low} to {high} {unit}
look for a lost decimal mark or a wrong unit in the source"""),
    "count_not_whole": N_("""{value} {unit}
a whole number of {unit}
look whether a mark of thousands was taken for a decimal one"""),
    "type_without_indicator": N_("""{indicator} for a {area_type}
an area type that {indicator} applies to on {day}
check the area code; a phường has no new-rural criteria"""),
    "area_not_valid": N_("""{area} on {day}
an area that is valid on that day
use the code of the successor in area_lineage.csv"""),
    "former_code_unknown": N_("""{code}
an old_code of area_lineage.csv
correct the code; a figure of an area of today goes into observations/"""),
    "after_former_end": N_("""{day}
a day before {ended}
correct the period, or use the code of the successor in observations/"""),
    "period_reversed": N_("""{first} after {last}
a first day on or before period_end
swap the two dates"""),
    "period_after_recording": N_("""{day}, after it was recorded
a day up to recorded_on ({recorded_on})
correct the period: a plan or forecast is no observation"""),
    "value_not_printed": N_("""{value}, printed {printed}
a value that follows from as_printed
correct the value, or say in correction why it differs"""),
    "counts_disagree": N_("""{value} % beside counts that give {share} %
a share that agrees with its counts
correct a count, or keep both and say so in note"""),
    "denominator_not_positive": N_("""{denominator}
a number above 0
correct it or leave the cell empty"""),
    "withdrawn_without_note": N_("""a withdrawal without a reason
why the figure does not hold
say it in note"""),
    "withdrawn_first": N_("""a withdrawal of nothing
the revision after that of the figure
keep the figure's row and add the withdrawal as its next revision"""),
    # Candidates and their new sources.
    "candidates_too_large": N_("""{size} bytes
at most {most}
split the file"""),
    "candidate_width": N_("""{found} cells
{expected} cells
look for a comma without quotes"""),
    "decision_unknown": N_("""{decision}
accept, refuse or withdraw
correct it"""),
    "decision_absent": N_("""no decision
accept, refuse or withdraw
look at the evidence and decide"""),
    "refusal_without_reason": N_("""a refusal without a reason
why it is refused
say it in reason"""),
    "change_without_reason": N_("""a change without a reason
why {old} becomes {new}
say it in reason, note or correction"""),
    "withdrawal_of_unknown": N_("""a withdrawal of a figure that is not in the table
area, indicator, period, basis and source of an accepted figure
correct the row, or refuse it"""),
    "withdrawal_of_other_value": N_("""{value}
the accepted value, {accepted}, or an empty cell
look whether this is the figure to withdraw"""),
    "withdrawal_without_reason": N_("""a withdrawal without a reason
why the figure does not hold
say it in reason"""),
    "second_value": N_("""a second value for the figure of line {line}
one value a figure
refuse one of the two"""),
    "source_unknown": N_("""{source}
a source of sources.csv
describe it as a new source, or add a row to data/sources.csv (source_id, kind, \
publisher, title, url, published_on, retrieved_on, language, note), and accept the file \
again"""),
    "published_after_reading": N_("""{day}, after it was read
a day up to {last}
correct the date"""),
    "text_too_long": N_("""{size} characters
at most {most}
shorten it"""),
    "text_not_one_line": N_("""{text}
one line of text
take the line breaks and invisible characters out"""),
    "text_would_calculate": N_("""{text}, which a spreadsheet would calculate
a text that begins with a letter, a digit or a quotation mark
put it into quotation marks"""),
    "source_id_taken": N_("""{source}, which sources.csv has already
an id of its own
write another id, or choose that source"""),
    "address_taken": N_("""an address that {source} has already
a text that is not in sources.csv yet
choose that source"""),
    "address_repeated": N_("""an address that {source} has already
one row per text
delete one of the two"""),
    # The chain of units and the neighbours.
    "successor_unknown": N_("""{code}
{expected}
correct the code or the day of the step"""),
    "part_of_lineage": N_("""{part}
{expected}, since the unit has {successors} successors on that day
correct the part, or add the missing successor"""),
    "neighbour_itself": N_("""{code}, the commune itself
another commune
delete the row"""),
    "neighbours_twice": N_("""a pair that stands on line {line}
each pair once
delete one row"""),
    # Collected figures.
    "counts_absent": N_("""no such file beside collected figures
rows and digest of each collected file
restore the folder from its last copy, or collect and accept the figures again"""),
    "counts_broken": N_("""no list of rows and digests
rows and digest of each collected file
restore the folder from its last copy, or collect and accept the figures again"""),
    "collected_absent": N_("""no such file
the file that {counts} records
restore the folder from its last copy, or collect and accept the figures again"""),
    "collected_foreign": N_("""a file that {counts} does not record
a file that accept has written
take it away"""),
    "collected_altered": N_("""other content than was accepted
the content whose digest is recorded
restore the folder from its last copy, or collect and accept the figures again"""),
    "parquet_damaged": N_("""a damaged Parquet file
a whole one
restore the folder from its last copy, or collect and accept the figures again"""),
    "collected_rows": N_("""{found} rows
{rows} rows as {counts} records
restore the folder from its last copy, or collect and accept the figures again"""),
    "collected_columns": N_("""{found}
{columns}
collect and accept the figures again"""),
    "collected_undeclared": N_("""{cell}
a value as datapackage.json declares it
collect it again"""),
    "collected_not_finite": N_("""{cell}
a finite number
collect it again"""),
    "collected_twice": N_("""a key that stands above already
one row per area, indicator, period, basis, source and revision
collect and accept the figures again"""),
    "collected_to_come": N_("""{day}, a day to come
a day up to today ({today} by this machine's clock)
correct the clock, and collect again"""),
    "collected_area": N_("""{code}
an area of areas.csv
correct the match and collect again"""),
    "collected_source": N_("""{source}
a source of collected/sources.csv
restore that file"""),
    "source_in_both": N_("""{source}, which sources.csv has
an id of its own
give the source of sources.csv another id"""),
    "collected_undeclared_table": N_("""no resource collected_sources
the descriptor of this release
take datapackage.json from this release"""),
    "cell_of_type": N_("""{cell}
{expected}
correct the cell"""),
}
