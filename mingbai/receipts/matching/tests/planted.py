"""Three lists of one month with faults planted in each, and what must be said of them; shared with the bench."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from mingbai.kernel.month import Month
from mingbai.receipts.matching import Row, Source
from mingbai.simulation.bank import Order, Planted
from mingbai.simulation.bank.faults import KINDS, Line, Teller, pay

OCTOBER = Month(2026, 10)
CHARACTERS = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
AT_THE_BANK = ("returned", "failed")
KINDS_OF = {source: [kind for kind in KINDS if source is Source.PAID or kind not in AT_THE_BANK] for source in Source}


@dataclass(frozen=True)
class World:
    """The lists, and the key: (source, planted)."""

    lists: Mapping[Source, list[Row]]
    key: tuple[tuple[Source, Planted], ...]


def orders(count: int, seed: int = 0) -> list[Order]:
    """Return so many payments; a tenth of the accounts receive two programmes."""
    random = Random(seed)
    made: list[Order] = []
    for number in range(count):
        account, name = f"6217{random.randrange(10**15):015}", "".join(random.choices(CHARACTERS, k=3))
        programme = "低保2026-10"
        if number % 10 == 9:
            account, name, programme = made[-1].account, made[-1].name, "高龄2026-10"
        made.append(Order(f"L{number}", account, name, random.randrange(20_000, 90_000), programme))
    return made


def planted(count: int, each: int, seed: int = 0) -> World:
    """Return a month of so many lines with so many faults of every kind in each list, no line hit twice."""
    everything = orders(count, seed)
    places = list(range(count))
    Random(seed + 1).shuffle(places)
    share = count // len(Source)
    lists, key = {}, []
    for number, source in enumerate(Source):
        mine = set(places[number * share : (number + 1) * share])
        teller = Teller(Random(seed + 2 + number), OCTOBER, date(2026, 10, 9))
        clean = [teller.line(place, order) for place, order in enumerate(everything) if place not in mine]
        hit = [everything[place] for place in sorted(mine)]
        lines, planted = pay(hit, dict.fromkeys(KINDS_OF[source], each), teller)
        lists[source] = [row(line, source) for line in [*clean, *lines]]
        key += [(source, one) for one in planted]
    return World(lists, tuple(key))


def row(line: Line, source: Source) -> Row:
    return Row(
        id=f"{source}/{line.end_to_end_id}/{line.reference}",
        line=line.end_to_end_id or None,
        account=line.account,
        person=None,
        name=line.name,
        amount_fen=line.amount_fen,
        month=line.month.first_on,
        programme=line.purpose[:2],
        status=line.status,
    )
