-- One row per two benefits that one person has beside each other, each looked at in turn with `other_…` beside it: two of
-- one kind, tekun and anything else, or two that exclude each other; of nobody else who has several.
-- Both stand on one and the same list: an approval here and a roster line there may be one benefit written twice.
-- A line that stands on the roster twice is two benefits. Relief may stand beside anything.
-- home: person
-- key: person_key
WITH several AS (
    SELECT person_key
    FROM appearances
    WHERE (is_counted OR (is_head AND roster_rows > 1)) AND person_key IS NOT NULL AND programme <> 'linshi'
    GROUP BY person_key
    HAVING COUNT(*) > 1 OR MAX(roster_rows) > 1
), held AS (
    SELECT person.person_key, person.household_key, person.programme, person.roster_rows,
           CASE WHEN person.programme LIKE 'dibao%' THEN 'dibao' WHEN person.programme LIKE 'tekun%' THEN 'tekun'
                ELSE person.programme END AS kind
    FROM several
    JOIN appearances AS person ON person.person_key = several.person_key
    WHERE person.programme <> 'linshi'
), asked AS (  -- most have what may lawfully stand beside each other: dibao and an allowance
    SELECT one.person_key
    FROM held AS one
    JOIN held AS other ON other.person_key = one.person_key
    WHERE (one.kind = other.kind AND (one.household_key <> other.household_key OR one.programme <> other.programme))
       OR (one.kind = 'tekun' AND other.kind <> 'tekun')
       OR EXCLUDES(one.programme, other.programme, PARAM('rk206_exclusions', NULL))
    UNION
    SELECT person_key FROM held WHERE roster_rows > 1
), found AS (
    SELECT person.person_key, person.person_id, person.person_state, person.name, person.line_key, person.household_id,
           person.region_code, SUBSTRING(person.region_code, 1, 6) AS county, person.programme,
           CASE WHEN person.programme LIKE 'dibao%' THEN 'dibao' WHEN person.programme LIKE 'tekun%' THEN 'tekun'
                ELSE person.programme END AS kind,
           person.in_roster, person.in_approvals, person.in_approvals OR person.is_member AS is_named,
           person.case_kind, person.supply_mode, person.loss_fen, person.rostered_fen, person.largest_fen,
           person.is_head AND person.roster_rows > 1 AND NOT COALESCE(person.several_heads, FALSE) AS is_doubled,
           person.is_counted, person.source, person.row_no
    FROM asked
    JOIN person ON person.person_key = asked.person_key
    WHERE person.programme <> 'linshi'
), benefit AS (
    SELECT found.*, CASE WHEN is_doubled THEN largest_fen ELSE loss_fen END AS worth_fen
    FROM found
    WHERE is_counted OR is_doubled
    UNION ALL
    SELECT found.*, rostered_fen - largest_fen AS worth_fen FROM found WHERE is_doubled
), ranked AS (
    SELECT benefit.*,
           ROW_NUMBER() OVER (
               PARTITION BY person_key ORDER BY worth_fen DESC NULLS FIRST, household_id, programme, line_key
           ) AS place
    FROM benefit
), of_person AS (
    SELECT person_key, MIN(name) = MAX(name) AS is_one_name FROM ranked GROUP BY person_key
), of_kind AS (  -- what is left when the dearest stays; unknown as soon as one of them is
    SELECT person_key, kind,
           CASE WHEN COUNT(*) = COUNT(worth_fen) THEN CAST(SUM(worth_fen) - MAX(worth_fen) AS BIGINT) END AS surplus_fen
    FROM ranked
    GROUP BY person_key, kind
), of_programme AS (
    SELECT person_key, programme, COUNT(*) AS times, MIN(place) AS first_place, MAX(place) AS last_place,
           CASE WHEN COUNT(*) = COUNT(worth_fen) THEN CAST(SUM(worth_fen) - MAX(worth_fen) AS BIGINT) END AS surplus_fen
    FROM ranked
    GROUP BY person_key, programme
), placed AS (
    SELECT ranked.*, ranked.person_key > 0 OR of_person.is_one_name AS is_somebody, of_programme.times,
           of_programme.first_place, of_programme.last_place,
           of_programme.surplus_fen AS programme_surplus_fen, of_kind.surplus_fen AS kind_surplus_fen
    FROM ranked
    JOIN of_person ON of_person.person_key = ranked.person_key
    JOIN of_programme ON of_programme.person_key = ranked.person_key AND of_programme.programme = ranked.programme
    JOIN of_kind ON of_kind.person_key = ranked.person_key AND of_kind.kind = ranked.kind
)
SELECT one.person_key, one.person_id, one.name, one.household_id, one.region_code, one.county, one.programme, one.kind,
       one.case_kind, one.worth_fen, one.times, one.programme_surplus_fen, one.kind_surplus_fen, one.source, one.row_no,
       other.household_id AS other_household_id, other.county AS other_county, other.programme AS other_programme,
       other.kind AS other_kind, other.case_kind AS other_case_kind,
       one.place > other.place AS is_smaller,
       one.programme = other.programme AND one.place = one.last_place AND other.place = other.first_place
           AS spans_programme,  -- the least and the dearest: one row per person and programme
       CASE WHEN one.worth_fen <= other.worth_fen THEN one.worth_fen
            WHEN one.worth_fen > other.worth_fen THEN other.worth_fen END AS smaller_fen,
       run.month AS month,
       -- Where only the roster speaks, the payee may be the guardian of the person it is meant for.
       CASE WHEN one.is_named AND other.is_named THEN MATCH_TIER(one.person_state, one.name, other.name) ELSE 'B' END
           AS tier
FROM placed AS one
JOIN placed AS other ON other.person_key = one.person_key AND other.place <> one.place
WHERE one.is_somebody AND ((one.in_roster AND other.in_roster) OR (one.in_approvals AND other.in_approvals))
