-- Fragment: the day a release is named by: the last on which a figure was recorded, or withdrawn. One
-- without any has that of the reform. Worked out from the figures: a build asks before there is a
-- row of `release` (build/release.sql, which says the same).
SELECT coalesce(
    greatest(
        (SELECT max(recorded_on) FROM observation),
        (SELECT max(recorded_on) FROM withdrawn_observation)
    ),
    $reform_day
)
