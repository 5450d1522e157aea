-- One row per two payees of a shared account who are kin, married, of one household, or one of whom is filed for the other.
-- home: person
-- key: account_key
-- carry: account
WITH tie AS (
    SELECT person_key, other_key FROM kinships
    UNION
    SELECT person_key, spouse_key AS other_key FROM current_marriage
    UNION
    SELECT person_key, collector_key AS other_key FROM filed_collector
)
SELECT pair.account_key, pair.payee_key, pair.other_key
FROM account_pair AS pair
JOIN tie ON tie.person_key = pair.payee_key AND tie.other_key = pair.other_key
UNION
SELECT pair.account_key, pair.payee_key, pair.other_key
FROM account_pair AS pair
JOIN appearances AS person ON person.person_key = pair.payee_key AND person.household_key = pair.other_household_key
WHERE person.is_member OR person.is_head
