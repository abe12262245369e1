-- Which areas have any figure of an indicator at all: for the reasons of missing.
CREATE TABLE area_indicator AS
SELECT DISTINCT indicator_id, area_code FROM observation ORDER BY indicator_id, area_code;
