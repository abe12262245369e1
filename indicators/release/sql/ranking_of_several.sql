-- What a ranking is made of where the figures are of several sets (the parts of a year) or bases.
SELECT
    period_set, basis::VARCHAR AS basis,
/*set_figures*/
