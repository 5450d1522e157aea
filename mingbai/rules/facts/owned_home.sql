-- One row per counted member and dwelling in the person's name, with the person's share in basis points.
-- A property whose use nobody wrote down is taken for a dwelling: the finding asks, it does not decide.
-- home: person
-- key: household_key
-- carry: household
SELECT person.household_key, person.programme, person.line_key, person.name,
       COALESCE(property.address, CAST(property.row_id AS VARCHAR)) AS home,
       CAST(property.area * 100 AS BIGINT) AS area_hundredths, COALESCE(property.share, 10000) AS share_bp,
       MATCH_TIER(person.person_state, person.name, property.name) AS tier
FROM properties AS property
JOIN appearances AS person ON person.person_key = property.person_key
WHERE person.is_counted AND (person.programme LIKE 'dibao%' OR person.programme LIKE 'tekun%')
  AND (property.kind IS NULL OR (ANY_WORD(property.kind, PARAM('rk110_dwelling_words', NULL))
                                 AND NOT ANY_WORD(property.kind, PARAM('rk110_exempt_words', NULL))))
