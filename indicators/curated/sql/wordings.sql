-- What rules about a single figure look at, each combination once: monthly scores of thousands of
-- communes take few values. One row per combination.
CREATE OR REPLACE TEMP TABLE wording AS
SELECT row_number() OVER () AS wording, *
FROM (
    SELECT DISTINCT
        indicator_id, language, value, numerator, denominator, qualifier, as_printed,
        correction <> '' AS corrected, note <> '' AS noted
    FROM collected
    LEFT JOIN known_source USING (source_id)
);
