"""Takes an opening stock of awards in: one act, one transaction, one leaf whose digest covers all of it."""

from dataclasses import dataclass
from datetime import datetime

from mingbai.awards.acting import HANDLER, acting, log, require
from mingbai.awards.models import Batch
from mingbai.awards.planning import hashing
from mingbai.awards.stock.conflicts import Conflict
from mingbai.awards.stock.known import Known
from mingbai.awards.stock.reading import counted, listed
from mingbai.awards.stock.taking import Taking
from mingbai.awards.stock.writing import Writing
from mingbai.files.problems import Problem
from mingbai.files.refusals import Refusal
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.people.stock import Brought, Stock, import_people
from mingbai.standards.queries import parameters

TITLE = ("导入期初在册对象", "import an opening stock")


@dataclass(frozen=True)
class Taken:
    """What an import did: awards that wait for review, lines that were not taken, amounts that differ from policy."""

    batch_id: int | None  # None where no line was taken
    awards: int
    total_fen: int
    lapsed: int  # lines that had ended before the month
    differing: int  # taken as listed, the difference kept and told
    refused: list[Refusal]
    conflicts: list[Conflict]
    problems: tuple[Problem, ...]
    people: Brought


def import_stock(*, stock: Stock, region: Region, by: Actor, at: datetime) -> Taken:
    """
    Take the persons, households and accounts of a stock, then each line of its register as a proposed award.

    Amounts are recorded as listed and reckoned by policy: a difference is kept and told, never mended silently. The
    lines wait until `review_stock` and `approve_stock`, by two further people. The same files come once.
    """
    with acting():
        require(by, HANDLER, "keep_data", region.code, at, TITLE)
        people = import_people(stock=stock, region=region, by=by, at=at)
        lines, families = listed(stock), counted(stock)
        members = [number for named in families.values() for number in named]
        known = Known(lines, members, region, by.id, day_of(at))
        taking = Taking(stock, known, parameters(), families)
        with hashing():
            taking.take(lines)
        batch = _write(taking, stock, region, len(people.refused), by, at) if taking.taken else None
        total_fen = sum(one.line.amount_fen for one in taking.taken)
        return Taken(
            batch, len(taking.taken), total_fen, taking.lapsed, taking.differing, people.refused, taking.conflicts,
            stock.inbox.problems, people,
        )  # fmt: skip


def _write(taking: Taking, stock: Stock, region: Region, refused: int, by: Actor, at: datetime) -> int:
    """Write what was taken and record it; return the batch's number."""
    batch = Batch.objects.create(
        region=region.code,
        kind="stock",
        title=TITLE[0],
        month=stock.month.first_on,
        files_sha256=stock.digest.hex(),
        rows=stock.rows(),
        refused_rows=refused,
        conflicting_rows=sum(not conflict.is_taken for conflict in taking.conflicts),
        differing_rows=taking.differing,
        made_by=by.id,
        made_at=at,
    )
    Writing(batch.pk, by.id, at).write(taking.taken, taking.reckonings.values())
    log("stock_taken", [batch.pk], by, at)
    return batch.pk
