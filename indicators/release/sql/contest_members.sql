-- Fragment: the areas of some contests, with everything that they may be grouped by.
-- Expects asked(indicator_id, level, basis, period_set, on_date, comparable): the contests.
-- Gives `member`, one row per contest and area, and `summary`, one row per contest and group:
-- scope (province | region | area_type | nation), scope_code, reported (areas of the group with a
-- figure, the area itself among them) and their median. Type as on the last day of the contest, as
-- in a ranking.
member AS (
    SELECT
        asked.*, standing.area_code, standing.value,
        area.area_type, area.parent_code AS province, region.region
    FROM asked
    JOIN standing USING (indicator_id, basis, period_set)
    JOIN area
        ON area.area_code = standing.area_code::VARCHAR AND area.level = asked.level
        AND area.valid_from <= asked.on_date
        AND coalesce(area.valid_to, DATE '9999-12-31') >= asked.on_date
    LEFT JOIN region
        ON region.province_code
            = CASE area.level WHEN 'province' THEN area.area_code ELSE area.parent_code END
), summary AS (
    SELECT
        indicator_id, level, basis, period_set,
        CASE
            WHEN grouping(province) = 0 THEN 'province'
            WHEN grouping(region) = 0 THEN 'region'
            WHEN grouping(area_type) = 0 THEN 'area_type'
            ELSE 'nation'
        END AS scope,
        coalesce(province, region, area_type, $nation) AS scope_code,
        count(*) AS reported,
        CASE
            WHEN NOT any_value(comparable) THEN 'mixed_periods'
            WHEN count(*) < $minimum_reported THEN 'too_few'
        END AS withheld_because,
        CASE WHEN any_value(comparable) AND count(*) >= $minimum_reported THEN median(value) END
            AS median
    FROM member
    GROUP BY GROUPING SETS (
        (indicator_id, level, basis, period_set),
        (indicator_id, level, basis, period_set, province),
        (indicator_id, level, basis, period_set, region),
        (indicator_id, level, basis, period_set, area_type)
    )
    -- Areas in no region make no group; the "province" of provinces is the nation.
    HAVING (grouping(region) = 1 OR region IS NOT NULL)
        AND (grouping(province) = 1 OR level = 'commune')
)
