-- What a ranking is made of where all figures are of one set and basis, which are those asked for.
SELECT
/*set_figures*/
