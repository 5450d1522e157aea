"""RK-607 统计/业务/发放不一致: what was approved, what was reported as statistics and what was paid are not equal."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Phase, Severity

RULE = DeskRule(
    id="RK-607",
    title="统计/业务/发放不一致",
    title_en="Three figures differ",
    plain="发放截止日之后，同一项目的业务数（放行的名册）、统计数（上报的数字）和发放数（与银行回单核对一致的）"
    "在户数、人数或金额上不相等。没有上报统计数的，只比较业务数和发放数。",
    plain_en="After the last day of payment, the figures of business (released rosters), of statistics (as reported) "
    "and of payment (matched with the bank) of one programme differ in lines, people or money. Where no statistics "
    "were entered, business and payment alone are compared.",
    severity=Severity.RED,
    phase=Phase.AFTER_PAYMENT,
    cites=("YC-2022-2#2.4.2",),
    subject_table="statistics",
    asks=("rk311_pay_day",),
    query="""
        WITH line AS (
            SELECT line.programme, line.member_count, line.amount_fen, matched.id IS NOT NULL AS is_paid
            FROM rosters_rosterline AS line
            JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
            LEFT JOIN receipts_match AS matched ON matched.line_id = line.id AND matched.is_live
            WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
                AND %(on)s::date > %(month)s::date + %(rk311_pay_day)s - 1
        ), counted AS (
            SELECT programme, count(*) AS lines, sum(member_count)::bigint AS persons, sum(amount_fen)::bigint AS fen,
                count(*) FILTER (WHERE is_paid) AS paid_lines,
                coalesce(sum(member_count) FILTER (WHERE is_paid), 0)::bigint AS paid_persons,
                coalesce(sum(amount_fen) FILTER (WHERE is_paid), 0)::bigint AS paid_fen
            FROM line GROUP BY programme
        ), reported AS (
            SELECT DISTINCT ON (programme) programme, lines, persons, fen FROM receipts_reportedfigure
            WHERE month = %(month)s AND region = %(region)s AND %(on)s::date > %(month)s::date + %(rk311_pay_day)s - 1
            ORDER BY programme, id DESC
        ), three AS (
            SELECT programme, counted.lines, counted.persons, counted.fen, paid_lines, paid_persons, paid_fen,
                reported.lines AS told_lines, reported.persons AS told_persons, reported.fen AS told_fen
            FROM counted FULL JOIN reported USING (programme)
        )
        SELECT 'statistics/' || %(region)s || '/' || %(month)s || '/' || programme AS subject, %(region)s AS region,
            programme, programme AS the_programme, lines, persons, fen AS business_fen, told_lines, told_persons,
            told_fen, paid_lines, paid_persons, paid_fen,
            greatest(fen, told_fen, paid_fen) - least(fen, told_fen, paid_fen) AS amount_fen
        FROM three
        WHERE (lines, persons, fen) IS DISTINCT FROM (paid_lines, paid_persons, paid_fen)
            OR told_lines IS NOT NULL AND (lines, persons, fen) IS DISTINCT FROM (told_lines, told_persons, told_fen)
    """,
    message="{the_programme}：业务{lines}户{persons}人{business_fen}，统计{told_lines}户{told_persons}人{told_fen}，"
    "发放{paid_lines}户{paid_persons}人{paid_fen}",
    message_en="{the_programme}: business has {lines} lines, {persons} people, {business_fen}; statistics "
    "{told_lines}, {told_persons}, {told_fen}; payment {paid_lines}, {paid_persons}, {paid_fen}",
    finds=(
        ("发放期已过，名册有而银行未付", "payment is over, and what the roster has was not paid"),
        ("上报统计多一户", "the reported statistics have a household more"),
    ),
    passes=(
        ("发放期最后一天，钱可能还在路上", "the last day of payment, money may still arrive"),
        ("三个数相等", "the three figures are equal"),
    ),
)
