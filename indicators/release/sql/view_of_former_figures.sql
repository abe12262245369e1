-- Of all figures of one former commune, indicator, period and basis the one that counts. One that its
-- latest revision withdraws is none.
CREATE VIEW current_former_observation AS
WITH latest AS (
    SELECT *
    FROM former_observation
    QUALIFY row_number() OVER (
        PARTITION BY old_code, indicator_id, period_start, period_end, basis, source_id
        ORDER BY revision DESC
    ) = 1
)
SELECT latest.*
FROM latest
LEFT JOIN source USING (source_id)
WHERE NOT withdrawn
QUALIFY row_number() OVER (
    PARTITION BY old_code, indicator_id, period_start, period_end, basis
/*most_trusted_first*/
) = 1;
