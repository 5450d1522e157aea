"""RK-502 未回避: somebody made, reviewed or approved a decision about himself, his household or his filed kin."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-502",
    title="未回避",
    title_en="Handled by a relative",
    plain="从本月起生效的审批，经办、复核或确认人是对象本人、同户家人或已备案的近亲属，应当回避而没有回避。",
    plain_en="A decision that takes effect this month was made, reviewed or approved by the recipient himself, by one "
    "of his household or by filed kin, who should have stood aside.",
    severity=Severity.RED,
    cites=("YC-2022-2#2.1.7",),
    subject_table="decision",
    query="""
        WITH decided AS (
            SELECT decision.id, decision.award_id, decision.amount_fen, decision.payee_id,
                array_remove(ARRAY[decision.made_by, decision.reviewed_by, decision.approved_by], NULL) AS signers,
                unnest(decision.members || decision.payee_id) AS person_id
            FROM awards_decision AS decision
            WHERE decision.state = 'approved' AND decision.effective_month = %(month)s
                AND starts_with(decision.region, %(region)s)
        ), kin AS (
            SELECT staff.officer_id, staff.person_id, '本人' AS tie, 'himself' AS tie_en
            FROM people_staff AS staff
            WHERE staff.officer_id IS NOT NULL AND staff.from_on <= %(on)s
                AND (staff.until_on IS NULL OR staff.until_on > %(on)s)
            UNION ALL
            SELECT staff.officer_id, home.person_id, '同户家人', 'one household'
            FROM people_staff AS staff
            JOIN people_membership AS own ON own.person_id = staff.person_id AND own.until_on IS NULL
            JOIN people_membership AS home ON home.household_id = own.household_id AND home.until_on IS NULL
                AND home.person_id <> own.person_id
            WHERE staff.officer_id IS NOT NULL AND (staff.until_on IS NULL OR staff.until_on > %(on)s)
            UNION ALL
            SELECT filed.officer_id, filed.person_id, '已备案近亲属（' || filed.relation || '）',
                'filed kin (' || filed.relation || ')'
            FROM people_relative AS filed
            WHERE filed.officer_id IS NOT NULL AND filed.state = 'confirmed'
                AND (filed.until_on IS NULL OR filed.until_on > %(on)s)
        )
        SELECT 'decision/' || decided.id AS subject, award.region, award.programme, award.household_id AS household,
            min(decided.person_id) AS person, award.id AS award, min(decided.amount_fen) AS amount_fen,
            min(payee.name) AS name, min(officer.name) AS officer, min(kin.tie) AS tie, min(kin.tie_en) AS tie_en
        FROM decided
        JOIN kin ON kin.person_id = decided.person_id AND kin.officer_id = ANY (decided.signers)
        JOIN awards_award AS award ON award.id = decided.award_id
        JOIN people_person AS payee ON payee.id = decided.payee_id
        JOIN offices_officer AS officer ON officer.id = kin.officer_id
        GROUP BY decided.id, award.id
    """,
    message="{name}的审批由{officer}经手，双方关系：{tie}，应回避而未回避",
    message_en="{officer} handled the case of {name}, and should have stood aside: {tie_en}",
    finds=(("经办人办理自己的救助", "a handler decides about himself"),),
    passes=(("经办、复核、确认人都与对象无亲属关系", "none of the three signers is related to the recipient"),),
)
