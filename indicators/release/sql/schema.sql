-- The tables of one release. Written once by the build, read-only afterwards.
-- Column names are those of the curated files; columns that the build derives
-- are marked "derived". No primary keys or indexes: uniqueness is checked before
-- the build, and rows are stored in the order in which the pages ask for them
-- (observation by indicator and period set; standing by area), so zone maps do
-- the work of an index. ENUM types are created by the build from the codes met.

CREATE TABLE area (                    -- one row per code and validity
    area_code   VARCHAR NOT NULL,      -- VN, 2 digits, 5 digits
    level       VARCHAR NOT NULL,      -- nation | province | commune
    area_type   VARCHAR NOT NULL,      -- quốc gia | tỉnh | thành phố | xã | phường | đặc khu
    name        VARCHAR NOT NULL,
    parent_code VARCHAR,
    latitude    DOUBLE,
    longitude   DOUBLE,
    area_km2    DOUBLE,
    valid_from  DATE NOT NULL,
    valid_to    DATE,                  -- last day, included; empty = valid today
    area_km2_from VARCHAR,             -- printed | computed (from the boundary) | stated
    province_name VARCHAR              -- derived: name of the parent province (own name for a province)
);

CREATE TABLE area_lineage (
    old_code VARCHAR, old_name VARCHAR, old_district VARCHAR, old_province VARCHAR,
    new_code VARCHAR, part VARCHAR, valid_from DATE, legal_basis VARCHAR
);

CREATE TABLE former_unit (             -- derived: the chain of steps, one row per unit of each state
    old_code VARCHAR, old_name VARCHAR, old_district VARCHAR, old_province VARCHAR,
    new_code VARCHAR,                  -- a commune of today that holds the unit or a part of it
    part VARCHAR,                      -- whole: all of it lies there
    from_day DATE, to_day DATE,        -- days on which a code meant this unit; from_day may be empty
    is_last BOOLEAN,                   -- of the state before the reform
    valid_from DATE, legal_basis VARCHAR
);

CREATE TABLE lineage_open (            -- units whose place in the chain no list tells, by commune affected
    code VARCHAR, name VARCHAR, district VARCHAR, province VARCHAR,
    figures_before DATE, open VARCHAR,
    area_code VARCHAR,                 -- of today; empty where no figure is affected
    reason_vi VARCHAR, reason_en VARCHAR
);

CREATE TABLE neighbour (               -- derived: both directions of every pair
    area_code VARCHAR NOT NULL, neighbour_code VARCHAR NOT NULL
);

CREATE TABLE wage_region (
    area_code VARCHAR NOT NULL, wage_region VARCHAR NOT NULL, valid_from DATE, how VARCHAR,
    source_id VARCHAR
);

CREATE TABLE area_name (               -- derived: every name a reader may type, folded
    folded    VARCHAR NOT NULL,        -- names.fold(name)
    name      VARCHAR NOT NULL,        -- as displayed: "Nam Bình"
    kind      VARCHAR NOT NULL,        -- own | former_commune | former_district | former_province | province
    area_code VARCHAR NOT NULL         -- today's area it leads to
);

CREATE TABLE cell (                    -- derived: one row per commune of today with a centre point
    area_code VARCHAR NOT NULL,
    province_code VARCHAR NOT NULL,
    area_is_stand_in BOOLEAN NOT NULL, -- its area is not known: a median decided how far it reaches
    far_island BOOLEAN NOT NULL,       -- out at sea, away from the rest of its province
    longitudes INTEGER[] NOT NULL,     -- corners of the one ring, clockwise, closed, in 1/10,000 degree
    latitudes INTEGER[] NOT NULL
);

CREATE TABLE province_outline (        -- derived: one row per part of the union of a province's cells
    area_code VARCHAR NOT NULL,        -- of the province
    part SMALLINT NOT NULL,            -- 1 is the largest
    longitudes INTEGER[] NOT NULL,     -- as in `cell`; an outline has no holes
    latitudes INTEGER[] NOT NULL
);

CREATE TABLE indicator (
    indicator_id VARCHAR NOT NULL, theme VARCHAR, position INTEGER,
    name_vi VARCHAR, name_en VARCHAR, definition_vi VARCHAR, definition_en VARCHAR,
    formula_vi VARCHAR, formula_en VARCHAR,
    unit VARCHAR, unit_en VARCHAR, decimals INTEGER,
    direction VARCHAR,                 -- higher | lower | none
    measures VARCHAR,                  -- rate | total | stock: see catalogue
    headline BOOLEAN,
    against_plan VARCHAR,              -- budget | work: a share of a plan of that kind
    amount VARCHAR,                    -- indicator of the amount that the share is of
    weighted_by VARCHAR,               -- indicator that figures per head are weighted by
    counts_people BOOLEAN,
    tells_urban_share BOOLEAN,
    criteria_set VARCHAR,              -- basic | advanced: a count of new-rural criteria
    plausible_low DOUBLE, plausible_high DOUBLE
);

CREATE TABLE indicator_applies (       -- which area types an indicator exists for, by date
    indicator_id VARCHAR, area_type VARCHAR,
    valid_from DATE, valid_to DATE     -- empty = open on that side
);

CREATE TABLE indicator_basis (
    indicator_id VARCHAR, basis VARCHAR, position INTEGER, name_vi VARCHAR, name_en VARCHAR
);

CREATE TABLE threshold (
    indicator_id VARCHAR, region VARCHAR, area_type VARCHAR, basis VARCHAR, -- empty = all of them
    excluded_provinces VARCHAR,        -- codes with commas: there it does not follow from the province
    valid_from DATE, valid_to DATE,
    value DOUBLE, unit VARCHAR, label_vi VARCHAR, label_en VARCHAR,
    legal_basis VARCHAR, confidence VARCHAR
);

CREATE TABLE region (                  -- one row per province that a region names
    region VARCHAR, province_code VARCHAR, position INTEGER, name_vi VARCHAR, name_en VARCHAR
);

CREATE TABLE series_break (            -- one row per break, level and indicator
    break_id VARCHAR, on_date DATE,    -- first day of the new series
    level VARCHAR, indicator_id VARCHAR, -- empty = the areas changed: every indicator
    name_vi VARCHAR, name_en VARCHAR, explanation_vi VARCHAR, explanation_en VARCHAR,
    legal_basis VARCHAR, legal_title_vi VARCHAR, legal_title_en VARCHAR, confidence VARCHAR
);

CREATE TABLE source (
    source_id VARCHAR, kind VARCHAR, publisher VARCHAR, title VARCHAR, url VARCHAR,
    published_on DATE, retrieved_on DATE, language VARCHAR, note VARCHAR, note_en VARCHAR,
    flags VARCHAR,                     -- codes separated by blanks: see indicators/flags.py
    archived_url VARCHAR
);

CREATE TABLE release (                 -- one row
    release_id VARCHAR,                -- digest of the curated files; equal files, equal id
    built_at TIMESTAMP, schema_version INTEGER, synthetic BOOLEAN,
    latest_published_on DATE, latest_recorded_on DATE,
    observations BIGINT, areas_with_figures BIGINT, sources BIGINT,
    shape VARCHAR,                     -- digest of all tables and columns: see shape.sql
    content_hash VARCHAR               -- digest of release_table: equal rows in every table, equal hash
);

CREATE TABLE release_table (           -- one row per other table, as the build left it
    table_name VARCHAR, rows BIGINT,
    digest UBIGINT                     -- of all rows, in any order: see every_table.sql
);

-- `value` is the one number that decides places, intervals and "best": the share that the printed
-- counts give where it agrees with the print within rounding, else the value of the curated file,
-- which stands in `printed_value` (for most figures the same number). `printed_decimals`: how many
-- decimals the source prints of it, in the unit of the table (97,60 % has two).
CREATE TABLE former_observation (      -- figures of former communes; columns as in observation
    old_code VARCHAR, indicator_id VARCHAR, period_start DATE, period_end DATE, basis VARCHAR,
    value DOUBLE, printed_value DOUBLE, printed_decimals TINYINT,
    value_low DOUBLE, value_high DOUBLE, high_open BOOLEAN,
    numerator DOUBLE, denominator DOUBLE, computed_share DOUBLE, contradicted BOOLEAN,
    qualifier VARCHAR, status VARCHAR, source_id VARCHAR, locator VARCHAR,
    as_printed VARCHAR, correction VARCHAR, correction_en VARCHAR, note VARCHAR, note_en VARCHAR,
    flags VARCHAR, recorded_on DATE, revision INTEGER,
    withdrawn BOOLEAN DEFAULT false
);

/*view_of_former_figures*/
CREATE TEMP TABLE staged (             -- observations as read, dropped once they are placed
    area_code VARCHAR, indicator_id VARCHAR, period_start DATE, period_end DATE, basis VARCHAR,
    value DOUBLE, printed_value DOUBLE, printed_decimals TINYINT,
    value_low DOUBLE, value_high DOUBLE, high_open BOOLEAN,
    numerator DOUBLE, denominator DOUBLE, computed_share DOUBLE, contradicted BOOLEAN,
    qualifier VARCHAR, status VARCHAR, source_id VARCHAR, locator VARCHAR,
    as_printed VARCHAR, correction VARCHAR, correction_en VARCHAR, note VARCHAR, note_en VARCHAR,
    flags VARCHAR, recorded_on DATE, revision INTEGER,
    -- How a figure that no source prints was made (empty: printed), of how many former units, and
    -- of how many of these the figure is known. `printed_value` and `as_printed` are empty then.
    method VARCHAR, parts INTEGER, parts_found INTEGER,
    withdrawn BOOLEAN DEFAULT false
);
