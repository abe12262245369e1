-- An evenly spread number from 0 up to, not including, 1: always the same for the same arguments,
-- whatever the number of threads. 53 bits of the hash fill the fraction of a double.
CREATE OR REPLACE TEMP MACRO uniform(seed, series, stream, place, moment) AS
    (hash(seed, series, stream, place, moment) >> 11) / 9007199254740992.0;
