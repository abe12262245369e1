-- The file as typed rows, in one pass. A cell of a wrong type is kept as text (`unreadable`: column
-- and content; `value_text`: a value that is no number), so that nothing is read twice. The
-- expressions of the columns and the reader of the file are put in by bulk.py.
CREATE TABLE loaded AS
SELECT
    {columns}
FROM {reader}
