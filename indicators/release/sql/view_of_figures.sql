-- The figures that count: of all figures of one area, indicator, period and basis one.
CREATE VIEW current_observation AS SELECT * FROM observation WHERE is_current;
