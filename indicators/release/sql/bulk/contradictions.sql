-- Figures that differ from the accepted one of the same area, indicator, period, basis and source:
-- they need a reason, and so a person.
INSERT INTO verdict
SELECT loaded.rowid, 'contradicts_accepted', 'accepted: ' || any_value(accepted_figure.value)
FROM loaded
JOIN accepted_figure
    ON accepted_figure.area_code = loaded.area_code
    AND accepted_figure.indicator_id = loaded.indicator_id
    AND accepted_figure.period_end = loaded.period_end
    AND accepted_figure.period_start IS NOT DISTINCT FROM loaded.period_start
    AND accepted_figure.basis = loaded.basis
    AND accepted_figure.source_id = loaded.source_id
WHERE accepted_figure.value <> loaded.value
    AND loaded.rowid NOT IN (SELECT row_number FROM verdict)
GROUP BY loaded.rowid;
