-- One row per claim that may mean several benefit lines, and such a line: in what the two agree.
-- home: person
-- key: row_id
SELECT claims.said_by, claims.row_id, claims.sought_by, claims.seeker_key, claims.programme, claims.household_key,
       claims.account_key, claims.name, claims.amount_fen, claims.is_paid, claims.is_apart, offers.line_key,
       COALESCE(offers.rostered_fen, offers.approved_fen) AS offered_fen,
       CASE WHEN claims.household_key = offers.household_key THEN 1 ELSE 0 END AS same_household,
       CASE WHEN claims.amount_fen = offers.rostered_fen OR claims.amount_fen = offers.approved_fen THEN 1 ELSE 0 END
           AS same_amount,
       CASE WHEN claims.account_key = offers.account_key THEN 1 ELSE 0 END AS same_account,
       CASE WHEN SAME_NAME(claims.name, offers.name) THEN 1 ELSE 0 END AS same_name,
       CASE WHEN claims.amount_fen * 2 BETWEEN COALESCE(offers.rostered_fen, offers.approved_fen) - 1
                 AND COALESCE(offers.rostered_fen, offers.approved_fen) + 1 THEN 1 ELSE 0 END AS is_half,
       CASE WHEN claims.amount_fen IN (offers.rostered_fen, offers.approved_fen) AND claims.is_apart = 0
                 AND COALESCE(claims.account_key = offers.account_key, TRUE)
                 AND COALESCE(claims.household_key = offers.household_key, TRUE) THEN 1 ELSE 0 END AS is_exact
FROM claims
JOIN choices ON choices.sought_by = claims.sought_by AND choices.seeker_key = claims.seeker_key
    AND choices.programme = claims.programme AND choices.lines > 1
JOIN offers ON offers.sought_by = claims.sought_by AND offers.seeker_key = claims.seeker_key
    AND offers.is_live = choices.is_live AND (claims.programme = '*' OR offers.programme = claims.programme)
