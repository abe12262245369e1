-- Every current figure of some areas for one indicator, all bases and kinds of periods. One row
-- per figure, in no order: to sort six hundred rows here takes longer than in memory. basis_number:
-- the place of the basis in the catalogue. $rows (list): where they are stored, as
-- indicator_figures.sql tells; to look among all figures of the indicator takes twice as long.
SELECT
    observation.observation_id, observation.area_code::VARCHAR AS area_code,
    observation.basis::VARCHAR AS basis,
    observation.set_kind::VARCHAR AS set_kind, observation.period_set, observation.year,
    observation.period_start, observation.period_end,
    observation.value, observation.printed_value, observation.printed_decimals,
    observation.value_low, observation.value_high, observation.high_open,
    observation.denominator, observation.as_printed, observation.qualifier, observation.status,
    observation.contradicted, coalesce(observation.correction, '') <> '' AS corrected,
    coalesce(observation.method, '') AS restated_by,
    observation.source_id, source.publisher, source.published_on,
    observation.rowid AS stored_at, enum_code(observation.basis) AS basis_number,
/*contest_of_figure*/
FROM observation
LEFT JOIN source USING (source_id)
WHERE observation.rowid IN (SELECT unnest($rows::BIGINT[]))
