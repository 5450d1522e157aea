-- One row per two benefits that one person has beside each other, each looked at in turn with `other_…` beside it.
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
), found AS (
    SELECT person.person_key, person.person_id, person.person_state, person.name, person.line_key, person.household_id,
           person.region_code, SUBSTRING(person.region_code, 1, 6) AS county, person.programme,
           CASE WHEN person.programme LIKE 'dibao%' THEN 'dibao' WHEN person.programme LIKE 'tekun%' THEN 'tekun'
                ELSE person.programme END AS kind,
           person.in_roster, person.in_approvals, person.in_approvals OR person.is_member AS is_named,
           person.case_kind, person.supply_mode, person.loss_fen, person.rostered_fen, person.largest_fen,
           person.is_head AND person.roster_rows > 1 AND NOT COALESCE(person.several_heads, FALSE) AS is_doubled,
           person.is_counted, person.source, person.row_no
    FROM several
    JOIN person ON person.person_key = several.person_key
    WHERE person.programme <> 'linshi'
), benefit AS (
    SELECT found.*, CASE WHEN is_doubled THEN largest_fen ELSE loss_fen END AS worth_fen
    FROM found
    WHERE is_counted OR is_doubled
    UNION ALL
    SELECT found.*, rostered_fen - largest_fen AS worth_fen FROM found WHERE is_doubled
), placed AS (
    SELECT benefit.*,
           person_key > 0 OR MIN(name) OVER of_person = MAX(name) OVER of_person AS is_somebody,
           COUNT(*) OVER of_programme AS times,
           -- What is left when the dearest stays; unknown as soon as one of them is.
           CASE WHEN COUNT(*) OVER of_programme = COUNT(worth_fen) OVER of_programme
                THEN CAST(SUM(worth_fen) OVER of_programme - MAX(worth_fen) OVER of_programme AS BIGINT)
                END AS programme_surplus_fen,
           CASE WHEN COUNT(*) OVER of_kind = COUNT(worth_fen) OVER of_kind
                THEN CAST(SUM(worth_fen) OVER of_kind - MAX(worth_fen) OVER of_kind AS BIGINT) END AS kind_surplus_fen,
           ROW_NUMBER() OVER (
               PARTITION BY person_key ORDER BY worth_fen DESC NULLS FIRST, household_id, programme, line_key
           ) AS place,
           ROW_NUMBER() OVER (
               PARTITION BY person_key, programme ORDER BY worth_fen DESC NULLS FIRST, household_id, line_key
           ) AS programme_place
    FROM benefit
    WINDOW of_person AS (PARTITION BY person_key), of_programme AS (PARTITION BY person_key, programme),
           of_kind AS (PARTITION BY person_key, kind)
)
SELECT one.person_key, one.person_id, one.name, one.household_id, one.region_code, one.county, one.programme, one.kind,
       one.case_kind, one.worth_fen, one.times, one.programme_surplus_fen, one.kind_surplus_fen, one.source, one.row_no,
       other.household_id AS other_household_id, other.county AS other_county, other.programme AS other_programme,
       other.kind AS other_kind, other.case_kind AS other_case_kind,
       one.place > other.place AS is_smaller,
       one.programme = other.programme AND one.programme_place = one.times AND other.programme_place = 1
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
