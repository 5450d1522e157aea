"""RK-606 预警处置率低: a township verified too few of last month's alerts by their day."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-606",
    title="预警处置率低",
    title_en="Alerts handled too slowly",
    plain="上月到期的预警中，在期限内登记了核实情况的不到规定的比例；到期条数太少的乡镇不计算。",
    plain_en="Of the alerts that were due last month, a smaller share than set was verified by the day; a township "
    "with very few of them is not judged.",
    severity=Severity.YELLOW,
    cites=("ZS-2023#2.3.3",),
    subject_table="township",
    asks=("rk606_on_time_bp", "rk606_min_alerts"),
    query="""
        WITH due AS (
            SELECT left(task.region, 9) AS region, task.id, task.due_on FROM alerts_task AS task
            WHERE starts_with(task.region, %(region)s) AND task.due_on < %(on)s AND task.due_on < %(month)s
                AND task.due_on >= (%(month)s::date - interval '1 month')::date
        ), verified AS (
            SELECT task_id, min((made_at AT TIME ZONE 'Asia/Shanghai')::date) AS verified_on
            FROM alerts_verification GROUP BY task_id
        ), counted AS (
            SELECT due.region, count(*) AS due, count(*) FILTER (WHERE verified_on <= due_on) AS in_time
            FROM due LEFT JOIN verified ON verified.task_id = due.id GROUP BY due.region
        )
        SELECT 'alerts/' || region || '/' || %(month)s AS subject, region, region AS township, due, in_time,
            round(in_time * 100.0 / due, 1) AS percent, %(rk606_on_time_bp)s / 100 AS least
        FROM counted WHERE due >= %(rk606_min_alerts)s AND in_time * 10000 < due::bigint * %(rk606_on_time_bp)s
    """,
    message="{township}上月到期预警{due}条，按期核实{in_time}条（{percent}%，应不低于{least}%）",
    message_en="{township}: {due} alerts were due last month, {in_time} were verified in time ({percent} %, at least "
    "{least} % is asked for)",
    finds=(
        ("到期六条，按期核实五条", "six were due, five were verified in time"),
        ("到期后才核实，不算按期", "what was verified late is not in time"),
    ),
    passes=(
        ("到期四条，条数太少不评价", "four were due, too few to judge"),
        ("十条中九条按期", "nine of ten in time"),
    ),
)
