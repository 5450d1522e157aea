-- One row per benefit line whose counted members own dwellings: how many by shares, their area, and who lives there.
-- A dwelling that husband and wife both state as theirs (same address and area) is one; three thirds are a whole.
-- home: household
-- key: line_key
WITH stated AS (
    SELECT COALESCE(whole.line_key, owned.line_key) AS line_key, owned.household_key, owned.programme, owned.home,
           owned.area_hundredths, owned.share_bp, owned.name, owned.tier
    FROM owned_home AS owned
    LEFT JOIN household_line AS whole ON owned.programme LIKE 'dibao%'
        AND whole.household_key = owned.household_key AND whole.programme = owned.programme
), dwelling AS (
    SELECT line_key, household_key, programme, COALESCE(area_hundredths, 0) AS area_hundredths,
           CASE WHEN SUM(share_bp) >= 9990 THEN 10000 ELSE CAST(SUM(share_bp) AS BIGINT) END AS share_bp,
           MIN(name) AS name, MAX(tier) AS tier
    FROM stated
    GROUP BY line_key, household_key, programme, home, COALESCE(area_hundredths, 0)
), summed AS (
    SELECT line_key, household_key, programme, COUNT(*) AS dwellings, CAST(SUM(share_bp) AS BIGINT) AS share_bp,
           CAST(SUM(area_hundredths * share_bp) AS BIGINT) AS area_share, MIN(name) AS owner, MAX(tier) AS tier
    FROM dwelling
    GROUP BY line_key, household_key, programme
), listed AS (
    SELECT summed.line_key, COUNT(*) AS persons
    FROM summed
    JOIN member_rows AS member ON member.household_key = summed.household_key AND member.programme = summed.programme
    GROUP BY summed.line_key
)
SELECT summed.line_key, summed.dwellings, summed.share_bp, CAST((summed.share_bp - MOD(summed.share_bp, 100)) / 100 AS BIGINT)
           AS share_percent, summed.area_share,
       CAST((summed.area_share - MOD(summed.area_share, 1000000)) / 1000000 AS BIGINT) AS area_m2, summed.owner, summed.tier,
       COALESCE(listed.persons, 0) AS listed
FROM summed
LEFT JOIN listed ON listed.line_key = summed.line_key
