-- One row per person, name, village and account of the month: what the search compares.
-- An account or address that more people use than a family has says nothing about who somebody is.
WITH told AS (
    SELECT appearances.person_key, appearances.person_id, appearances.person_state, appearances.name,
           appearances.born_number, appearances.region_code AS village, appearances.line_key, appearances.household_key,
           appearances.region_code || ' ' || NULLIF(TRIM(appearances.address), '') AS address
    FROM appearances
    WHERE appearances.person_key IS NOT NULL AND appearances.name IS NOT NULL
      AND (appearances.is_counted OR appearances.is_member OR appearances.is_head)
), line_account AS (
    SELECT line_key, MIN(account_key) AS account FROM account_uses GROUP BY line_key
), crowded_account AS (
    SELECT line_account.account
    FROM told
    JOIN line_account ON line_account.line_key = told.line_key
    GROUP BY line_account.account
    HAVING COUNT(DISTINCT told.person_key) > $family
), crowded_address AS (
    SELECT address FROM told WHERE address IS NOT NULL GROUP BY address HAVING COUNT(DISTINCT person_key) > $family
), is_checked AS (
    SELECT person_key, BOOL_OR(person_state = 'valid') AS checked, MIN(person_id) AS number FROM told GROUP BY person_key
), row_seen AS (
    SELECT told.person_key, told.name, told.village, line_account.account,
           MIN(told.born_number) AS told_born,
           MIN(COALESCE(told.address, CAST(told.household_key AS VARCHAR))) AS home
    FROM (
        SELECT told.* REPLACE (CASE WHEN crowded_address.address IS NULL THEN told.address END AS address)
        FROM told
        LEFT JOIN crowded_address ON crowded_address.address = told.address
    ) AS told
    LEFT JOIN (
        SELECT line_key, account FROM line_account WHERE account NOT IN (SELECT account FROM crowded_account)
    ) AS line_account ON line_account.line_key = told.line_key
    GROUP BY told.person_key, told.name, told.village, line_account.account
), numbered AS (
    SELECT row_seen.*, is_checked.number, COALESCE(is_checked.checked, FALSE) AS checked,
           CASE WHEN row_seen.person_key > 0 THEN row_seen.person_key // 11000 % 100000000
                WHEN regexp_full_match(is_checked.number, '.{6}(18|19|20)[0-9]{6}.{4}')
                THEN CAST(SUBSTRING(is_checked.number, 7, 8) AS BIGINT) END AS born
    FROM row_seen
    JOIN is_checked ON is_checked.person_key = row_seen.person_key
)
SELECT ROW_NUMBER() OVER (ORDER BY person_key, name, village, account) AS unique_id, person_key, number, checked, name,
       COALESCE(born, told_born) AS born, COALESCE(told_born, born) AS told_born,
       village, SUBSTRING(village, 1, 9) AS township, account, home,
       LEFT(RIGHT(number, 6), 5) AS tail, LEFT(number, 11) AS head
FROM numbered
