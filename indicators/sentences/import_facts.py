"""What became of the cells of a report: reasons, marks, rows and columns that were not taken."""

from indicators.sentences.marking import N_

IMPORT_FACTS: dict[str, str] = {
    # Inside a refusal.
    "oversized": N_("{size} bytes"),
    "figures": N_("{count} figures"),
    "bytes_not_utf_8": N_("bytes that are not UTF-8"),
    "no_yaml": N_("text that is no YAML"),
    "no_yaml_in_line": N_("text that is no YAML in line {line}"),
    "tag_in_line": N_("a tag in line {line}"),
    "alias_in_line": N_("an alias in line {line}"),
    "deep_in_line": N_("deep nesting in line {line}"),
    "other_version": N_("version {version}"),
    "other_keys": N_("other keys or values than in one"),
    "file_unreadable": N_("a file that cannot be read"),
    "header_rows": N_("header_rows {rows}"),
    "by_row_without_indicator": N_("a column of role by_row, but none of role indicator"),
    "role_unknown": N_("role {role}, expected one of {roles}"),
    "indicator_not_known": N_("indicator {indicator} is not in the catalogue"),
    "unit_of_indicator": N_("unit {unit} of {indicator}, expected one of {expected}"),
    "period_backwards": N_("found period {period}, expected its first day before its last"),
    "letters_expected": N_("found column {column}, expected letters such as C or AB"),
    "columns_absent": N_("no column {column}"),
    "columns_unknown": N_("an unknown column {column}"),
    "columns_twice": N_("the column {column} twice"),
    "and": "{first}; {second}",
    # Why a cell was not taken.
    "formula_text": "{formula}",
    "error_value": N_("an error value such as #DIV/0!"),
    "other_unit": N_("unit {unit}, not {expected}"),
    "truth_value": N_("the truth value {value}"),
    "date_or_time": N_("a date or time ({value}); Excel may have made it out of a fraction"),
    "unusable_number": N_("the number {value}"),
    "percentage": N_("a percentage in a column of {unit}"),
    "a_text": N_("a text"),
    "several_numbers": N_("{count} numbers in one cell"),
    "digits_without_number": N_("digits that form no number"),
    "no_number": N_("no number"),
    "in_brackets": N_("a number in brackets, which may be negative or a remark"),
    "before_number": N_("{words} before the number"),
    "behind_number": N_("{words} behind the number, not {unit}"),
    "no_period_here": N_("no period in this row or in the file"),
    "found_expected": N_("found {found}, expected {expected}"),
    "nameless_row": N_("neither code nor name in this row"),
    "nameless_table": N_("neither the heading nor the title names a commune"),
    "several_areas": "{areas}",
    "former_code": N_("a former code, now in {areas}"),
    "unknown_code": N_("code {code}"),
    "not_in_province": N_("{area} is not in {province}"),
    "code_of_other": N_("the code is {area}"),
    "former_unit": N_("a former unit, today part of {areas}"),
    "elsewhere": N_("not this type or province; there is {areas}"),
    "no_such_name": N_("no area has or had this name"),
    "rival_accepted": N_("accepted: {value} ({printed}) from {source}"),
    "same_figure_at": N_("the same figure at {place}"),
    "other_value_at": N_("another value, {value}, at {place}"),
    # Why a column or a cell of it holds nothing to be read.
    "change": N_("a change, not a level"),
    "plan": N_("a plan, not a result"),
    "share_of_plan": N_("a share of the plan, not a level"),
    "other_period": N_("another period, without its year"),
    "part_of_row_above": N_("a part of the row above it"),
    "total_of_communes": N_("a total of the communes beside it"),
    "second_of_role": N_("a second column of role {role}"),
    "role_beside_indicators": N_("a column of role {role} beside indicators"),
    "own_words": "{words}",
    "no_figures": N_("no figures in it"),
    "names_nothing": N_("the heading names no commune, period or result"),
    "heading_fits": N_("the heading fits {indicators}"),
    "row_and_heading_fit": N_("the row and its heading fit {indicators}"),
    "no_indicator_heading": N_("no indicator has this heading"),
    "no_indicator_called": N_("no indicator is called {text}"),
    "below_group": N_("below {group} it may be {indicator}"),
    "row_against_column": N_("the row says {of_row}, its column {of_column}"),
    # Reasons for rejecting a cell: in English the code itself, which scripts look for.
    "unknown_area": N_("unknown_area"),
    "ambiguous_area": N_("ambiguous_area"),
    "code_and_name_disagree": N_("code_and_name_disagree"),
    "unknown_indicator": N_("unknown_indicator"),
    "not_a_number": N_("not_a_number"),
    "formula": N_("formula"),
    "implausible_value": N_("implausible_value"),
    "not_applicable": N_("not_applicable"),
    "duplicate_in_file": N_("duplicate_in_file"),
    "contradicts_accepted": N_("contradicts_accepted"),
    "more_cells_than_headings": N_("more_cells_than_headings"),
    "breaks_rule": N_("breaks_rule"),
    # What to do about it.
    "step_unknown_area": N_("no such area; correct the name or write its code"),
    "step_ambiguous_area": N_(
        "several areas have this name; choose the province (command line: --province) or give the"
        " code"
    ),
    "step_code_and_name_disagree": N_("code and name are not the same area; correct one of them"),
    "step_unknown_indicator": N_(
        "unknown which indicator this is; say so in the mapping file or in data/headers.yaml"
    ),
    "step_not_a_number": N_("the cell is not one number; correct it"),
    "step_formula": N_("the cell is a formula; paste it as a value and import again"),
    "step_implausible_value": N_(
        "the value is out of the plausible range; look at the decimal mark and the unit"
    ),
    "step_not_applicable": N_("the indicator does not apply to this type of area on that day"),
    "step_duplicate_in_file": N_("the file has this figure twice; keep one"),
    "step_contradicts_accepted": N_(
        "differs from an accepted figure; if it is right, move this row to the candidates file "
        "and give the reason"
    ),
    "step_more_cells_than_headings": N_(
        "the row has more cells than the heading, so nobody can tell which number belongs where; "
        "put numbers with commas in quotation marks, or separate columns by semicolons"
    ),
    "step_breaks_rule": N_("breaks another rule of the table"),
    # Marks of missing figures, and rows that are no areas.
    "blank": N_("blank"),
    "no_occurrence": N_("no_occurrence"),
    "not_available": N_("not_available"),
    "group": N_("group"),
    "total": N_("total"),
    "footnote": N_("footnote"),
    "repeated_header": N_("repeated header"),
    # The summary of a reading.
    "cells_read": N_(
        "{file}: {accepted} accepted + {missing} missing + {rejected} rejected = {read} cells read"
    ),
    "area_read": N_("area: {area}"),
    "areas_over_columns": N_(
        "areas: {named} named over columns, {unknown} columns with an area that is not known"
    ),
    "area_unused": N_("--area was not used: the table names its own areas"),
    "undecided": N_("{count} of the accepted have a doubt and no decision yet (see checks)"),
    "rejected_for": N_("rejected, {reason}: {count}"),
    "missing_for": N_("missing, {reason}: {count}"),
    "row_skipped": N_("skipped row {row}, {kind}: {text}"),
    "column_skipped": N_("skipped column {heading}: {why}"),
    "cells_skipped": N_("skipped {count} cells of column {heading}: {why}"),
    "decimal_comma_read": N_("numbers in text cells: decimal comma, found in {where}: {headings}"),
    "decimal_point_read": N_("numbers in text cells: decimal point, found in {where}: {headings}"),
    "the_column": N_("the column"),
    "the_file": N_("the file"),
    "nothing_as_usual": N_("nothing, as usual"),
    "contradicts_itself": N_("{where}, which contradicts itself"),
    "table_at": "{place}",
    "refused_at": "{place}: {why}",
    "table_unread": N_("table not read: {place}"),
    "sheets_unread": N_("sheets not read: {names}"),
}
