-- The one row that says what this release is.
SELECT * FROM release
