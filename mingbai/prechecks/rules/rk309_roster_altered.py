"""RK-309 名册指纹不符: the lines of a frozen roster are no longer those that were frozen."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-309",
    title="名册指纹不符",
    title_en="Roster altered after approval",
    plain="名册封存时算出的指纹，与现在各行算出的不同：有人在封存之后改动了名册。不得放行，并应立即查明。",
    plain_en="The digest taken when the roster was frozen is not that of its lines now: somebody changed them since. "
    "It is not released, and it is found out at once who did it.",
    severity=Severity.RED,
    gates=True,
    cites=("YC-2022-2#2.4.3", "LAW-2026#70.4"),
    subject_table="roster",
    query="""
        SELECT 'roster/' || roster.id AS subject, roster.region, roster.id AS roster, roster.lines AS frozen_lines,
            now.lines AS lines, roster.total_fen AS frozen_fen, now.total_fen AS now_fen,
            abs(now.total_fen - roster.total_fen) AS amount_fen
        FROM rosters_roster AS roster, rosters_sums(roster.id) AS now
        WHERE roster.id = ANY (%(rosters)s) AND roster.digest <> now.digest
    """,
    message="名册{roster}封存时{frozen_lines}行{frozen_fen}，现为{lines}行{now_fen}，指纹不符",
    message_en="Roster {roster} was frozen as {frozen_lines} lines, {frozen_fen}; it now has {lines}, {now_fen}, "
    "under another digest",
    finds=(("名册封存后有一行金额被改", "a line's amount was changed after the roster was frozen"),),
    passes=(("封存后各行没有改动", "no line has changed since it was frozen"),),
)
