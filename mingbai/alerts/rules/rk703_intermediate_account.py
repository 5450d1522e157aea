"""RK-703 中间账户: money reached families by way of an account that should not be there, or that no list names."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-703",
    title="中间账户",
    title_en="Intermediate account",
    plain="本月和前三个月代发的资金，从国库到对象账户的路径上有过渡账户、多余的专户，或有一步不在批准的账户对名单上。",
    plain_en="On the way from the treasury to the families, money of this month or the three before passed a transit "
    "account or a dedicated one too many, or took a step that is on no approved list.",
    severity=Severity.RED,
    cites=("JN-2020-21#2.2",),
    subject_table="bankfile",
    partly=(
        "路径按登记的账户推算；过渡账户自己的银行流水不在代发回单里，须在检查时调取。",
        "The way is that of the accounts registered; what else passed a transit account is asked for at inspections.",
    ),
    query="""
        SELECT 'bankfile/' || file.id AS subject, file.region, file.programme, file.total_fen AS amount_fen,
            file.total_fen, file.message_id AS file, count(*) AS accounts, file.intermediate,
            count(*) FILTER (WHERE NOT (hop ->> 'listed')::boolean) AS unlisted
        FROM payments_bankfile AS file, jsonb_array_elements(file.path) AS hop
        WHERE starts_with(file.region, %(region)s) AND file.state <> 'withdrawn' AND file.month <= %(month)s
            AND file.month >= (%(month)s::date - interval '3 months')::date
        GROUP BY file.id
        HAVING file.intermediate > 0 OR bool_or(NOT (hop ->> 'listed')::boolean)
    """,
    message="代发文件{file}的{total_fen}经过{accounts}个账户，其中不应有的{intermediate}个、不在名单上的{unlisted}步",
    message_en="The {total_fen} of bank file {file} passed {accounts} accounts, {intermediate} of which should not be "
    "there; {unlisted} steps are on no list",
    finds=(("资金经过不在名单上的过渡账户", "the money passed a transit account that is not on the list"),),
    passes=(("国库直达个人账户", "from the treasury straight to the recipients"),),
)
