"""Facts that stand inside a problem, and why a value is not the number as printed."""

from indicators.sentences.marking import N_

FACTS: dict[str, str] = {
    "a_directory": N_("a directory"),
    "no_such_file": N_("no such file"),
    "empty_file": N_("an empty file"),
    "only_comments": N_("only comments"),
    "a_nul_byte": N_("a NUL byte"),
    "control_character": N_("control character {character}"),
    "nothing": N_("nothing"),
    "something_else": N_("something else"),
    "an_empty_cell": N_("an empty cell"),
    "empty": N_("(empty)"),
    "none_declared": N_("(none declared)"),
    "rows": N_("{count} rows"),
    "lines": N_("{count} lines"),
    # Of a lake.
    "lake_copy_answers": N_("The copy of this machine answers: a newer release may be there."),
    "lake_not_named": N_(
        "found no lake, expected INDICATORS_DB or --db with its address; write "
        "ducklake:postgres:dbname=… host=…"
    ),
    "lake_take_and_out": N_(
        "found one of --take and --out, expected both or neither; name the release and the file"
    ),
    "withdrawn_figure": N_("what was withdrawn"),
    # What a cell or a header should be.
    "the_columns": N_("the columns {columns}"),
    "columns_out_of": N_("columns out of {columns}"),
    "successor_no_area": N_("an area_code of areas.csv"),
    "successor_not_standing": N_("a unit that stands before the step of {day}"),
    "no_such_province": N_("no province of this name"),
    "a_number": N_("a number with a point as decimal mark, such as 78.6"),
    "a_whole_number": N_("a whole number such as 1"),
    "a_date": N_("a date such as 2025-12-31"),
    "true_or_empty": N_("true or an empty cell"),
    "of_type": N_("a value of type {type}"),
    "one_of": N_("one of {values}"),
    "between": N_("a value from {low} to {high}"),
    "like_an_id": N_("lower-case letters, digits and hyphens"),
    "an_address": N_("an address without blanks that begins with https:// or http://"),
    "a_language": N_("a language code of two letters such as vi"),
    "like_pattern": N_("text that matches {pattern}"),
    # The form of the catalogue.
    "no_fields": N_("no {fields}"),
    "fields_to_be_given": N_("{fields} to be given"),
    "unknown_fields": N_("unknown field {fields}"),
    "only_fields": N_("only {fields}"),
    "a_record": N_("a record"),
    "an_empty_record": N_("an empty record"),
    "a_list": N_("a list of {count}"),
    "exactly": N_("exactly {value}"),
    "a_day_that_exists": N_("a day that exists, as year-month-day"),
    "at_least_items": N_("at least {limit} items"),
    "at_most_items": N_("at most {limit} items"),
    "at_most_characters": N_("at most {limit} characters"),
    "or_more": N_("{limit} or more"),
    "or_less": N_("{limit} or less"),
    "no_item_twice": N_("no item twice"),
    "at_least_fields": N_("at least {limit} fields"),
    "text_not_empty": N_("text that is not empty"),
    "the_form": N_("the form {pattern}"),
    "rename_or_remove": N_("rename it to `{field}`, or remove it"),
    "remove": N_("remove it"),
    "add_as_in": N_("add `{field}` as in {example}: {guide}"),
    "write_as_in": N_("write it as in {example}: {guide}"),
    # Why a value is not the number as printed, and what its own counts say.
    "share_computed": N_(
        "computed from the printed counts {numerator} of {denominator}; the share itself is not "
        "printed"
    ),
    "times_one_month": N_("{months} times the printed {value} of one month"),
    "mark_of_thousands": N_("the printed mark taken for that of thousands"),
    "stated_in_words": N_("stated in words"),
    "stated_as_none": N_("stated in words: none"),
    "sum_of_parts": N_("sum of the two printed parts"),
    "counts_give": N_("its own counts {numerator} of {denominator} give {share} %"),
    "decimal_point": N_("the column writes decimals behind a point"),
    "cell_holds": N_("the cell holds {held}"),
    # Flags of a figure, then of its source.
    "province_inferred": N_("province inferred, not printed"),
    "period_inferred": N_("period inferred, not printed in full"),
    "two_plans": N_("two plans in one sentence"),
    "inconsistent": N_("does not fit together with itself or with another text"),
    "machine_translation": N_("machine translation of a Vietnamese text"),
    "publisher_inferred": N_("publisher inferred, not printed"),
    "date_not_seen": N_("publication date not seen"),
}
