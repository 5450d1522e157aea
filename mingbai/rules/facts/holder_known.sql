-- One row per filed collector who is, or may be, the account holder of a line: of the holder's name, or of no known name.
-- home: person
-- key: household_key
-- carry: household
WITH named AS (
    SELECT person_key, name FROM appearances
    UNION
    SELECT person_key, name FROM officers
)
SELECT filing.line_key, filing.household_key, filing.collector_key,
       MAX(CASE WHEN named.name IS NULL OR SAME_NAME(filing.holder, named.name) THEN 1 ELSE 0 END) AS is_holder
FROM holder_filing AS filing
LEFT JOIN named ON named.person_key = filing.collector_key
GROUP BY filing.line_key, filing.household_key, filing.collector_key
