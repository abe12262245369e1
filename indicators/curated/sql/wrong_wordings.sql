-- The wordings that a rule refused, by what they say: `suspects` looks their figures up.
CREATE TEMP TABLE wrong_wording AS FROM wording SEMI JOIN refused USING (wording);
