-- One row per person who runs or owns a business that is alive: its largest capital, and whether the role is known.
-- home: person
-- key: person_key
WITH alive AS (
    SELECT person_key, enterprise, role, status, name, row_id,
           CASE WHEN role IS NOT NULL THEN capital_fen END AS capital_fen
    FROM businesses
    WHERE ANY_WORD(status, PARAM('rk108_active_statuses', NULL))
      AND NOT ANY_WORD(status, PARAM('rk108_gone_statuses', NULL))
      AND (role IS NULL OR ANY_WORD(role, PARAM('rk108_roles', NULL)))
      AND (since IS NULL OR since <= run.month_end)
), ranked AS (
    SELECT person_key, enterprise, role, status, name, capital_fen,
           ROW_NUMBER() OVER (PARTITION BY person_key ORDER BY capital_fen DESC NULLS LAST, row_id) AS place
    FROM alive
)
SELECT person_key, enterprise, role, status, name, capital_fen
FROM ranked
WHERE place = 1
