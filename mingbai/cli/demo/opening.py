"""The desk's first day: the lists kept before are taken in, confirmed by others, and there is money to pay from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from mingbai.awards.queries import lines
from mingbai.awards.stock import Taken, approve_stock, import_stock, review_stock
from mingbai.cli.demo.cast import Cast
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.payments import actions as payments
from mingbai.payments.paths import Payees, Sort
from mingbai.people.stock import confirm_import, read_stock
from mingbai.standards import actions as standards
from mingbai.treasury import actions as treasury
from mingbai.treasury.states import Level

LOCAL = {  # what this county asks of its rosters, as 沁源 and 伊春 do
    "village_signature": ("QY-2022-51#3.1.1.6", True),
    "bureau_meeting": ("QY-2022-51#3.1.2", True),
}
PROFILES = ("csv", "pain001", "xlsx", "fixed")  # the bank takes any; treasury accounts of programmes differ in theirs
LEAST_MONTHS = 5  # that a demo pays, whenever in the year it begins
YEAR_FEN = 10**11  # where nobody said how much
SPARE_BP, RELIEF_BP = 1_000, 200  # above what a programme's awards come to, and of all for what nobody foresees


@dataclass(frozen=True)
class Purse:
    """Where a programme's money of the year is kept."""

    fund_id: int
    payer_id: int


def agree_on_standards(cast: Cast, on: date, at: datetime) -> int:
    """Have the county's own parameters entered and approved; return how many."""
    for key, (article, value) in LOCAL.items():
        with working_as(cast.handler):
            entry = standards.propose_value(
                key=key, region=cast.region.code, value=value, from_on=on, article=article,
                document="示范民发〔2026〕8号", by=cast.handler, at=at,
            )  # fmt: skip
        with working_as(cast.leader):
            standards.approve_value(entry_id=entry, by=cast.leader, at=at + timedelta(hours=1))
    return len(LOCAL)


def open_homes(cast: Cast, homes: Mapping[str, str]) -> None:
    """Enter the care homes that a list names, with the division of each: they receive money for who lives there."""
    for name, region in homes.items():
        cast.staff.office(Kind.CARE_HOME, Region(region or cast.region.code), name)


def take_stock(folder: Path, month: Month, cast: Cast, at: datetime) -> Taken:
    """Take in everybody who received something before, each line confirmed by two further people."""
    with read_stock(folder, month=month) as stock:
        open_homes(cast, stock.institutions())
        with working_as(cast.handler):
            taken = import_stock(stock=stock, region=cast.region, by=cast.handler, at=at)
    assert taken.batch_id is not None
    if taken.people.import_id is not None:
        with working_as(cast.second_reviewer):
            confirm_import(import_id=taken.people.import_id, by=cast.second_reviewer, at=at + timedelta(hours=2))
    with working_as(cast.reviewer):
        review_stock(batch_id=taken.batch_id, by=cast.reviewer, at=at + timedelta(hours=3))
    with working_as(cast.leader):
        approve_stock(batch_id=taken.batch_id, by=cast.leader, at=at + timedelta(hours=4))
    return taken


def budget(cast: Cast, programmes: Sequence[str], first: Month) -> dict[str, int]:
    """Return programme → fen that its awards take to the year's end, or as long as the demo; and some to spare."""
    needed = dict.fromkeys(programmes, 0)
    with working_as(cast.handler):
        for line in lines(cast.region, first):
            needed[line.programme] = needed.get(line.programme, 0) + line.amount_fen
    months, everything = max(13 - first.month, LEAST_MONTHS), sum(needed.values())
    return {
        name: months * (fen * (10_000 + SPARE_BP) + everything * RELIEF_BP) // 10_000 for name, fen in needed.items()
    }


def fill_purses(
    cast: Cast, programmes: Sequence[str], year: int, at: datetime, fen: Mapping[str, int] | None = None
) -> dict[str, Purse]:
    """Open each programme's fund, grant its quota, and list the treasury account that pays it."""
    document, purses = f"示范财社〔{year}〕7号", {}
    for number, programme in enumerate(sorted(programmes)):
        with working_as(cast.asker):
            asked = treasury.propose_fund(
                region=cast.region, year=year, source=Level.COUNTY, programme=programme, document=document,
                by=cast.asker, at=at,
            )  # fmt: skip
        with working_as(cast.approver):
            fund = treasury.approve(proposal_id=asked, by=cast.approver, at=at).fund_id
        assert fund is not None
        with working_as(cast.asker):
            quota = treasury.propose_move(
                "quota", fund_id=fund, fen=(fen or {}).get(programme, YEAR_FEN), name=f"{year}", document=document,
                by=cast.asker, at=at,
            )  # fmt: skip
            payer = payments.register_account(
                region=cast.region, sort=Sort.TREASURY, number=f"10551234567{number:02d}", holder="示范县财政局",
                bank="国家金库示范县支库", bank_code="011999900018", programme=programme,
                profile=PROFILES[number % len(PROFILES)], by=cast.asker, at=at,
            )  # fmt: skip
            pairs = [
                payments.register_pair(payer_id=payer, payees=payees, region=cast.region, by=cast.asker, at=at)
                for payees in (Payees.PERSONS, Payees.INSTITUTIONS)
            ]
        with working_as(cast.approver):
            treasury.approve(proposal_id=quota, by=cast.approver, at=at)
            payments.approve_account(account_id=payer, by=cast.approver, at=at)
            for pair in pairs:
                payments.approve_pair(pair_id=pair, by=cast.approver, at=at)
        purses[programme] = Purse(fund, payer)
    return purses
