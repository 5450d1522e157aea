"""RK-415 减停未听取意见: a reduction or a stop without a hearing before it, or without a written notice."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-415",
    title="减停未听取意见",
    title_en="Reduced or stopped without a hearing",
    plain="从本月起减发或停发的，决定之前没有听取意见的记录，或者没有书面告知。",
    plain_en="A benefit is reduced or stopped from this month on, and there is no record of a hearing held before the "
    "decision, or no written notice of it.",
    severity=Severity.RED,
    cites=("LAW-2026#48",),
    subject_table="decision",
    query="""
        SELECT 'decision/' || decision.id AS subject, award.region, award.programme, award.household_id AS household,
            coalesce(award.person_id, decision.payee_id) AS person, award.id AS award,
            decision.before_fen - decision.amount_fen AS amount_fen, payee.name, award.programme AS the_programme,
            CASE decision.kind WHEN 'stop' THEN '停发' ELSE '减发' END AS kind,
            CASE decision.kind WHEN 'stop' THEN 'stopped' ELSE 'reduced' END AS kind_en,
            CASE WHEN hearing.id IS NULL THEN '没有事先听取意见的记录' ELSE '没有书面告知' END AS fault,
            CASE WHEN hearing.id IS NULL THEN 'nobody was heard' ELSE 'there is no written notice' END AS fault_en
        FROM awards_decision AS decision
        JOIN awards_award AS award ON award.id = decision.award_id
        JOIN people_person AS payee ON payee.id = decision.payee_id
        LEFT JOIN awards_hearing AS hearing ON hearing.id = decision.hearing_id
            AND hearing.award_id = decision.award_id AND hearing.held_on <= decision.decided_on
        LEFT JOIN awards_notice AS notice ON notice.id = decision.notice_id AND notice.decision_id = decision.id
        WHERE decision.state = 'approved' AND decision.kind IN ('lower', 'stop')
            AND decision.effective_month = %(month)s AND starts_with(award.region, %(region)s)
            AND (hearing.id IS NULL OR notice.id IS NULL)
    """,
    message="{name}{the_programme}本月起{kind}，{fault}",
    message_en="{name}: {the_programme} is {kind_en} from this month on, and {fault_en}",
    finds=(("停发生效，既没有听取意见的记录，也没有书面告知", "a stop with no record of a hearing and no notice"),),
    passes=(
        ("听取意见并书面告知后停发", "stopped after a hearing and a written notice"),
        ("上个月生效的停发，上个月已查过", "a stop of the month before, which was looked at then"),
    ),
)
