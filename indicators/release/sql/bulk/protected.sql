-- A text as `open_data/harmless_text.protected` writes it: with an apostrophe before what a
-- spreadsheet might calculate. {pattern} is MAY_CALCULATE of that module.
CREATE OR REPLACE TEMP MACRO protected(given) AS
    CASE WHEN regexp_matches(given, '{pattern}') THEN concat('''', given) ELSE given END;
