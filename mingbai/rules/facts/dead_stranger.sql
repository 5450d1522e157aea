-- One row per person dead before the month whom the bank's list names as a payee, laid where payments without a line lie.
-- home: person
-- key: household_key
-- carry: household
WITH paid AS (
    SELECT death.person_key, death.died_on, death.name AS death_name, death.other_name, death.is_misspelt,
           MIN(payment.payee_name) AS payee_name
    FROM death
    JOIN payments_known AS payment ON payment.payee_key = death.person_key
    WHERE death.died_on < run.month
    GROUP BY death.person_key, death.died_on, death.name, death.other_name, death.is_misspelt
)
SELECT person_key AS household_key, payee_name AS name, died_on,
       LISTED_TIER(is_misspelt, CASE WHEN person_key > 0 THEN 'valid' ELSE 'invalid' END, payee_name, death_name,
                   other_name) AS tier
FROM paid
