"""RK-507 绕过系统改库: what a roster rests on is no longer what the log recorded of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from mingbai.awards.models import Dossier
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.rows.altered import altered
from mingbai.people.models import Account
from mingbai.prechecks.rules.desk_rule import Asked, DeskRule, Row
from mingbai.rules.rule import Severity

EARLIER_ROSTERS = """
SELECT 'roster/' || roster.id, roster.region, '名册' || roster.id, 'roster ' || roster.id,
    abs(now.total_fen - roster.total_fen)
FROM rosters_roster AS roster, rosters_sums(roster.id) AS now
WHERE starts_with(roster.region, %(region)s) AND roster.state = 'released' AND roster.digest <> now.digest
    AND roster.month BETWEEN (%(month)s::date - interval '3 months')::date AND %(month)s
    AND NOT roster.id = ANY (%(rosters)s)
"""
# Which batches of decisions and which accounts the lines rest on.
RESTS_ON = """
WITH line AS (
    SELECT decision.batch_id, line.account_id
    FROM rosters_rosterline AS line JOIN awards_decision AS decision ON decision.id = line.decision_id
    WHERE line.roster_id = ANY (%(rosters)s) AND line.live
)
SELECT 'batch', batch_id FROM line UNION SELECT 'account', account_id FROM line
"""
LINES = """
SELECT line.account_id, min(line.region), min(line.programme), min(line.household_id), min(line.payee_id),
    min(line.award_id), min(line.id), sum(line.amount_fen)::bigint, min(line.payee_name)
FROM rosters_rosterline AS line
WHERE line.roster_id = ANY (%(rosters)s) AND line.live AND line.account_id = ANY (%(accounts)s)
GROUP BY line.account_id
"""


def changed_since(asked: Asked) -> Iterator[Row]:
    """Find rosters released before, decisions and accounts that are not what was logged of them."""
    for subject, region, what, what_en, fen in _ask(EARLIER_ROSTERS, asked):
        yield {"subject": subject, "region": region, "what": what, "what_en": what_en, "amount_fen": fen}
    rests: dict[str, list[int]] = {"batch": [], "account": []}
    for kind, key in _ask(RESTS_ON, asked):
        rests[kind].append(key)
    yield from _batches(rests["batch"], asked)
    yield from _accounts(rests["account"], asked)


def _batches(keys: list[int], asked: Asked) -> Iterator[Row]:
    for subject in altered(installed_ring(), Dossier, keys):
        number = subject.rpartition("/")[2]
        yield _named(subject, asked, f"第{number}批审批决定", f"a decision of batch {number}")


def _accounts(keys: list[int], asked: Asked) -> Iterator[Row]:
    changed = [int(subject.rpartition("/")[2]) for subject in altered(installed_ring(), Account, keys)]
    for account, region, programme, household, person, award, line, fen, name in _ask(LINES, asked, accounts=changed):
        yield {
            **_named(f"people.account/{account}", asked, f"{name}的收款账户", f"the account of {name}"),
            "region": region, "programme": programme, "household": household, "person": person, "award": award,
            "line": line, "amount_fen": fen, "name": name,
        }  # fmt: skip


def _named(subject: str, asked: Asked, what: str, what_en: str) -> Row:
    return {"subject": subject, "region": asked.region.code, "what": what, "what_en": what_en}


def _ask(query: str, asked: Asked, **more: Any) -> list[tuple[Any, ...]]:
    given: Mapping[str, Any] = {
        "region": asked.region.code, "month": asked.month.first_on, "rosters": list(asked.rosters), **more
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(query, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("SET LOCAL enable_nestloop = on")
    return found


RULE = DeskRule(
    id="RK-507",
    title="绕过系统改库",
    title_en="Changed past the desk",
    plain="名册所依据的审批决定和收款账户，或近三个月已放行的名册，与存证时的指纹不符：有人绕过系统直接改了数据库。",
    plain_en="The decisions and accounts a roster rests on, or rosters released in the last three months, no longer "
    "have the digests that were logged: somebody changed the database past the desk.",
    severity=Severity.RED,
    cites=("YC-2022-2#2.4.3", "LAW-2026#70.4"),
    subject_table="record",
    look=changed_since,
    partly=(
        "这里核对本月名册所依据的记录；全部记录由“mingbai evidence verify”逐条核对。",
        "Here the records a month rests on are compared; `mingbai evidence verify` compares every one there is.",
    ),
    message="{what}与存证时不符，已被绕过系统改动，请立即查明",
    message_en="{what_en}: no longer what was logged, it was changed past the desk; find out at once by whom",
    finds=(
        ("收款账号被直接改库", "the account number was changed in the database itself"),
        ("审批金额被改一分", "a decided amount was changed by one fen"),
    ),
    passes=(("审批决定和账户与存证一致", "decisions and accounts are as they were logged"),),
)
