-- One row per line that the roster pays to an officer's own account.
-- home: account
-- key: household_key
-- carry: household
SELECT uses.line_key, uses.household_key, officer.person_key AS officer_key, officer.name AS officer_name, officer.post,
       '经办人员本人账户' AS how, 'the account is the officer''s own' AS how_en, 1 AS place
FROM account_uses AS uses
JOIN officer_accounts AS officer ON officer.account_key = uses.account_key
WHERE uses.place = 1
