"""Takes an opening stock of awards in: one act, one transaction, one leaf whose digest covers all of it."""

from dataclasses import dataclass
from datetime import datetime

from mingbai.awards.acting import HANDLER, acting, log, require
from mingbai.awards.models import Batch
from mingbai.awards.planning import hashing
from mingbai.awards.stock.conflicts import Conflict
from mingbai.awards.stock.numbering import draw
from mingbai.awards.stock.taking import Taking
from mingbai.awards.stock.writing import Writing
from mingbai.files.problems import Problem
from mingbai.files.refusals import Refusal
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.people.queries import relatives_of_officer
from mingbai.people.stock import Brought, Stock, begin
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
        intake = begin(stock=stock, region=region, by=by, at=at)
        batch = draw("batch", 1)[0]
        taking = Taking(stock, parameters(), batch, relatives_of_officer(by.id, day_of(at)))
        writing = Writing(batch, by.id, at)
        for part in range(stock.parts):
            register = intake.take(part)
            with hashing():
                taken, reckoned = taking.take(part, register)
            writing.write(taken, reckoned)
        people = intake.close()
        if taking.awards:
            _record(taking, region, len(people.refused), by, at)
        return Taken(
            batch if taking.awards else None, taking.awards, taking.total_fen, taking.lapsed, taking.differing,
            people.refused, taking.conflicts, stock.inbox.problems, people,
        )  # fmt: skip


def _record(taking: Taking, region: Region, refused: int, by: Actor, at: datetime) -> None:
    """Write down the batch that was taken, and record it."""
    Batch.objects.create(
        id=taking.batch_id,
        region=region.code,
        kind="stock",
        title=TITLE[0],
        month=taking.stock.month.first_on,
        files_sha256=taking.stock.digest.hex(),
        rows=taking.stock.rows(),
        refused_rows=refused,
        conflicting_rows=sum(not conflict.is_taken for conflict in taking.conflicts),
        differing_rows=taking.differing,
        made_by=by.id,
        made_at=at,
    )
    log("stock_taken", [taking.batch_id], by, at)
