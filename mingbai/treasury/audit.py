"""查账: every balance added up again from the entries, every entry read against its digest, every guard looked for."""

import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from mingbai.kernel.money import show_yuan
from mingbai.treasury import models
from mingbai.treasury.books import Balances
from mingbai.treasury.entries import Account, body_sha256
from mingbai.treasury.ladder import RUNGS, Rung
from mingbai.treasury.queries import FIELDS, Standing, read_entry, where_it_is

ADDED_AGAIN = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BOOKS = "".join(
    (Path(__file__).parent / "migrations" / name).read_text(encoding="utf-8")
    for name in ("0002_books.sql", "0003_sets.sql", "apply_entries.sql")
)
GIVEN_UP = frozenset(re.findall(r"DROP CONSTRAINT (treasury_\w+)", BOOKS))
GUARDS = (
    frozenset(re.findall(r"(?:ADD CONSTRAINT|CREATE UNIQUE INDEX|CREATE TRIGGER) (treasury_\w+)", BOOKS)) - GIVEN_UP
)
FUNCTIONS = dict(  # each as it was made last
    re.findall(r"CREATE (?:OR REPLACE )?FUNCTION (treasury_\w+)\(\).*?AS \$\$(.*?)\$\$", BOOKS, flags=re.S)
)
WRITTEN_TOGETHER = """
SELECT coalesce(voucher.id, together.voucher_id), voucher.entries, together.entries
FROM treasury_voucher AS voucher FULL JOIN (
    SELECT voucher_id, count(*) AS entries, sum(fen) AS fen,
        sha256(string_agg(body_sha256, ''::bytea ORDER BY id)) AS digest
    FROM treasury_transfer GROUP BY voucher_id
) AS together ON together.voucher_id = voucher.id
WHERE (voucher.entries, voucher.fen, voucher.digest) IS DISTINCT FROM (together.entries, together.fen, together.digest)
ORDER BY 1
"""
AT_ONCE = 10_000  # entries read at a time


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: what it is called, and a sentence in each language."""

    kind: str
    subject: str
    zh: str
    en: str


@dataclass(frozen=True)
class Audit:
    """What was looked at, and what was found wrong, accounts first and in the order of their ids."""

    accounts: int
    entries: int
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.faults


def audit() -> Audit:
    """Return the audit of all books, as they stood at one moment."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        entries, spoilt = _read_all()
        faults = (*_wrong_sums(), *_not_whole(), *spoilt, *_wrong_vouchers(), *_missing_guards())
        return Audit(models.Account.objects.count(), entries, faults)


def _wrong_sums() -> list[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(ADDED_AGAIN)
        return [_wrong_sum(*row) for row in cursor.fetchall()]


def _wrong_sum(id_: int, fund_id: int, rung: str, township: str, *sums: int) -> Fault:
    kept, added = Balances(*sums[:4]), Balances(*sums[4:])
    one = Standing(Account(id_, fund_id, Rung(rung)), township, kept)
    zh, en = RUNGS[one.account.rung].title, RUNGS[one.account.rung].title_en
    place, place_en = (f"({township})", f" of {township}") if township else ("", "")
    return Fault(
        "sum",
        f"account {id_}",
        f"基金{fund_id}的“{zh}”{place}账户{id_}：账面净额{show_yuan(kept.net_fen)}元、待确认{show_yuan(_held(kept))}元，"
        f"按分录重新累计应为{show_yuan(added.net_fen)}元、{show_yuan(_held(added))}元。",
        f"Account {id_}, “{en}”{place_en} of fund {fund_id}, keeps {show_yuan(kept.net_fen)} yuan and "
        f"{show_yuan(_held(kept))} held; its entries make {show_yuan(added.net_fen)} and {show_yuan(_held(added))}.",
    )


def _held(sums: Balances) -> int:
    return sums.debits_pending + sums.credits_pending


def _not_whole() -> list[Fault]:
    """Return the funds whose money is not all somewhere."""
    funds = models.Fund.objects.order_by("id").values_list("id", flat=True)
    wholes = {fund_id: where_it_is(fund_id) for fund_id in funds}
    return [
        Fault(
            "conservation",
            f"fund {fund_id}",
            f"基金{fund_id}不平：下达{show_yuan(whole.given_fen)}元，与已付、退回、占用、可用之和相差"
            f"{show_yuan(whole.difference_fen)}元，或有一项为负。",
            f"Fund {fund_id} does not add up: of {show_yuan(whole.given_fen)} yuan given, "
            f"{show_yuan(whole.difference_fen)} are nowhere, or a part is below nothing.",
        )
        for fund_id, whole in wholes.items()
        if not whole.holds
    ]


def _read_all() -> tuple[int, list[Fault]]:
    """Return how many entries there are, and those that no longer say what they said when they were written."""
    spoilt: list[UUID] = []
    count = 0
    rows = models.Transfer.objects.order_by("made_at", "id").values_list(*FIELDS, "body_sha256")
    for count, row in enumerate(rows.iterator(chunk_size=AT_ONCE), 1):  # noqa: B007 - counted once it ends
        entry = read_entry(row[:-1])
        if body_sha256(entry) != bytes(row[-1]):
            spoilt.append(entry.id)
    faults = [
        Fault(
            "entry",
            f"entry {id_}",
            f"分录{id_}的内容与记账时的摘要不符，已被改动。",
            f"Entry {id_} does not say what it said when it was written: it was altered.",
        )
        for id_ in spoilt
    ]
    return count, faults


def _wrong_vouchers() -> list[Fault]:
    """Return the vouchers that are not what was written together: the evidence log vouches for theirs."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_TOGETHER)
        return [
            Fault(
                "voucher",
                f"voucher {id_}",
                f"凭证{id_}与其分录不符：应有{entries or 0}笔，现有{there or 0}笔，或分录已被替换。",
                f"Voucher {id_} is not what was written together: {entries or 0} entries then, {there or 0} now, "
                "or others in their place.",
            )
            for id_, entries, there in cursor.fetchall()
        ]


def _missing_guards() -> list[Fault]:
    """Return the constraints, triggers and functions of the books that are not in force as they were released."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE convalidated UNION SELECT tgname FROM pg_trigger "
            "WHERE tgenabled = 'A' UNION SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid "
            "WHERE indisunique AND indisvalid"
        )
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname = ANY (%s)", [list(FUNCTIONS)])
        there |= {f"{name}()" for name, source in cursor.fetchall() if source == FUNCTIONS[name]}
    return [
        Fault(
            "guard",
            f"guard {name}",
            f"数据库中缺少约束、触发器或函数{name}，或已被停用、改动；请与发布版本核对后恢复。",
            f"The database lacks the constraint, trigger or function {name}, or it is switched off or altered: "
            "restore it as released.",
        )
        for name in sorted((GUARDS | {f"{name}()" for name in FUNCTIONS}) - there)
    ]
