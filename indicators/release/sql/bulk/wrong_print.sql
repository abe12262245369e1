-- Rows whose value does not follow from the number as printed, or contradicts its counts unnoted.
INSERT INTO verdict
SELECT
    row_number, 'breaks_rule',
    concat('value: ', value, ', printed ', left(suspect.as_printed, 80),
        ', counts ' || suspect.numerator || '/' || suspect.denominator)
FROM wrong_pair
JOIN printed_pair USING (pair)
JOIN printed_suspect AS suspect USING (
    as_printed, value, qualifier, indicator_id, source_id, corrected, noted
)
WHERE suspect.numerator IS NOT DISTINCT FROM printed_pair.numerator
    AND suspect.denominator IS NOT DISTINCT FROM printed_pair.denominator;
