"""RK-416 月度签字缺失: a village with lines whose head has not signed the month's sheet."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-416",
    title="月度签字缺失",
    title_en="Village signature missing",
    plain="当地要求村（社区）主任按月签字的，有名册行的村没有签字，或签字后名册又有未经两人同意的改动。补签之前不能放行。",
    plain_en="Where villages sign each month: a village with lines has not signed, or its lines have changed since by "
    "more than what two people agreed to. Nothing is released before it signs.",
    severity=Severity.ORANGE,
    gates=True,
    cites=("QY-2022-51#3.1.1.6",),
    subject_table="village",
    query="""
        WITH village AS (
            SELECT line.roster_id, line.region, count(*) AS lines, sum(line.amount_fen)::bigint AS fen
            FROM rosters_rosterline AS line JOIN rosters_roster AS roster ON roster.id = line.roster_id
            WHERE roster.id = ANY (%(rosters)s) AND roster.needs_signatures AND line.live
            GROUP BY 1, 2
        )
        SELECT 'roster/' || village.roster_id || '/' || village.region AS subject, village.region,
            village.region AS village, village.lines, village.fen AS amount_fen, village.fen AS total_fen
        FROM village
        WHERE NOT EXISTS (
            SELECT FROM rosters_villagesignature AS signature
            WHERE (signature.roster_id, signature.region) = (village.roster_id, village.region)
                AND ((signature.lines, signature.total_fen) = (village.lines, village.fen) OR EXISTS (
                    SELECT FROM rosters_departure AS departure
                    WHERE (departure.roster_id, departure.region) = (village.roster_id, village.region)
                        AND departure.state = 'done' AND departure.approved_at > signature.signed_at
                ))
        )
    """,
    message="{village}本月名册{lines}行{total_fen}，村（社区）主任未签字",
    message_en="The head of {village} has not signed for its {lines} lines, {total_fen}",
    finds=(("要求村主任签字，有名册行的村没有签", "villages must sign, and one with lines has not"),),
    passes=(
        ("村主任已签字，行数、金额与名册一致", "the head signed, and lines and sum are the roster's"),
        ("当地不要求按月签字", "a place where villages do not sign"),
    ),
)
