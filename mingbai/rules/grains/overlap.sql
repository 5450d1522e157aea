-- One row per two benefits that one person has beside each other, each looked at in turn with `other_…` beside it.
-- Both stand on one and the same list: an approval here and a roster line there may be one benefit written twice.
-- home: person
-- key: person_key
SELECT one.person_key, one.line_key, one.person_id, one.name, one.household_id, one.region_code, one.county,
       one.programme, one.kind, one.case_kind, one.supply_mode, one.loss_fen, one.programme_times,
       one.programme_surplus_fen, one.kind_surplus_fen, one.source, one.row_no,
       other.household_id AS other_household_id, other.county AS other_county, other.programme AS other_programme,
       other.kind AS other_kind, other.case_kind AS other_case_kind, other.supply_mode AS other_supply_mode,
       one.place > other.place AS is_smaller,
       CASE WHEN one.loss_fen <= other.loss_fen THEN one.loss_fen
            WHEN one.loss_fen > other.loss_fen THEN other.loss_fen END AS smaller_fen,
       run.month AS month,
       -- Where only the roster speaks, the payee may be the guardian of the person it is meant for.
       CASE WHEN one.is_named AND other.is_named THEN MATCH_TIER(one.person_state, one.name, other.name) ELSE 'B' END
           AS tier
FROM repeated_person AS one
JOIN repeated_person AS other ON other.person_key = one.person_key AND other.place <> one.place
WHERE (one.in_roster AND other.in_roster) OR (one.in_approvals AND other.in_approvals)
