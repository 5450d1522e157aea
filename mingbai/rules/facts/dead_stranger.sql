-- One row per person dead before the month whom the bank may pay although the month has no line for the person:
-- the payee of a line that has lapsed (then with its key), or of a payment that means no line (then laid by the payee).
-- home: person
-- key: household_key
-- carry: household
SELECT offer.household_key, offer.line_key, death.person_key, death.died_on, death.name, death.other_name,
       death.is_misspelt
FROM death
JOIN line_offers AS offer ON offer.payee_key = death.person_key AND offer.is_live = 0
WHERE death.died_on < run.month
UNION ALL
SELECT DISTINCT death.person_key AS household_key, CAST(NULL AS BIGINT) AS line_key, death.person_key, death.died_on,
       death.name, death.other_name, death.is_misspelt
FROM death
JOIN payments_sent AS payment ON payment.payee_key = death.person_key
WHERE death.died_on < run.month
