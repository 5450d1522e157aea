"""A small world for tests of the books: two funds mid-month, one closed, and the people who act."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import actions
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level

COUNTY, TOWNSHIP = Region.parse("370830"), Region.parse("370830101")
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
PAYMENTS = {"P1-1": 300, "P2-1": 200, "P3-1": 100}


@dataclass(frozen=True)
class Person:
    id: int
    party: Party


def paper(party: Party, document: str = "财社〔2026〕7号") -> Paper:
    return Paper(document, Person(1, party), Person(2, party), AT)


FINANCE, CIVIL, TOWN, BANK = (paper(Party(party)) for party in ("finance", "civil_affairs", "township", "bank"))
THIRD = Person(3, Party.FINANCE)


def opened(year: int = 2026) -> int:
    return actions.open_fund(
        region=COUNTY, year=year, source=Level.COUNTY, programme="dibao", paper=FINANCE, townships=[TOWNSHIP]
    )


def in_october(year: int = 2026) -> int:
    """Return a fund of 1,000 fen with 100 reserved, and 600 on their way to three families."""
    fund_id = opened(year)
    for code, fen, who in (("quota", 1000, FINANCE), ("plan", 900, FINANCE), ("reserve", 700, CIVIL)):
        actions.move_money(code, fund_id=fund_id, fen=fen, name="2026-10", paper=who)
    payments = {f"{year}-{name}": fen for name, fen in PAYMENTS.items()}
    actions.instruct(fund_id=fund_id, file=f"F1-{year}", payments_fen=payments, paper=FINANCE)
    return fund_id
