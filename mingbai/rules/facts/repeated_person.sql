-- One row per benefit of everybody counted in more than one, the dearest first. Relief may stand beside anything.
-- home: person
-- key: person_key
WITH several AS (
    SELECT person_key
    FROM person
    WHERE is_counted AND person_key IS NOT NULL AND programme <> 'linshi'
    GROUP BY person_key
    HAVING COUNT(*) > 1 AND (person_key > 0 OR MIN(name) = MAX(name))
), benefit AS (
    SELECT person.person_key, person.person_id, person.person_state, person.name, person.line_key, person.household_id,
           person.region_code, SUBSTRING(person.region_code, 1, 6) AS county, person.programme,
           CASE WHEN person.programme LIKE 'dibao%' THEN 'dibao' WHEN person.programme LIKE 'tekun%' THEN 'tekun'
                ELSE person.programme END AS kind,
           person.in_roster, person.in_approvals, person.in_approvals OR person.is_member AS is_named,
           person.case_kind, person.supply_mode, person.loss_fen, person.source, person.row_no
    FROM person
    JOIN several ON several.person_key = person.person_key
    WHERE person.is_counted AND person.programme <> 'linshi'
)
SELECT person_key, person_id, person_state, name, line_key, household_id, region_code, county, programme, kind,
       in_roster, in_approvals, is_named, case_kind, supply_mode, loss_fen, source, row_no,
       COUNT(*) OVER of_programme AS programme_times,
       -- What is left when the dearest stays; unknown as soon as one of them is.
       CASE WHEN COUNT(*) OVER of_programme = COUNT(loss_fen) OVER of_programme
            THEN CAST(SUM(loss_fen) OVER of_programme - MAX(loss_fen) OVER of_programme AS BIGINT)
            END AS programme_surplus_fen,
       CASE WHEN COUNT(*) OVER of_kind = COUNT(loss_fen) OVER of_kind
            THEN CAST(SUM(loss_fen) OVER of_kind - MAX(loss_fen) OVER of_kind AS BIGINT) END AS kind_surplus_fen,
       ROW_NUMBER() OVER (
           PARTITION BY person_key ORDER BY loss_fen DESC NULLS FIRST, household_id, programme, line_key
       ) AS place
FROM benefit
WINDOW of_programme AS (PARTITION BY person_key, programme), of_kind AS (PARTITION BY person_key, kind)
