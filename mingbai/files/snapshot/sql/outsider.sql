-- One row per payee to whom finance appropriated under one programme without any benefit line.
-- home: person
-- key: payee_key
SELECT told.payee_key, MIN(told.programme) AS programme
FROM appropriations_sent AS told
LEFT JOIN claim_lines AS claimed ON claimed.said_by = 'finance' AND claimed.row_id = told.row_id
WHERE claimed.row_id IS NULL
GROUP BY told.payee_key
HAVING MIN(told.programme) = MAX(told.programme)
