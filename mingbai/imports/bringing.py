"""Lists handed to the stage that takes them in, each kind its own way; what came of it, told alike."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mingbai.awards.stock import import_stock
from mingbai.imports.desk.staff import bring_staff
from mingbai.imports.desk.values import bring_values
from mingbai.imports.given import Came, Contradiction, Given, Told
from mingbai.imports.refused import Lacking
from mingbai.kernel.dates import parse_date
from mingbai.offices.actions.deciding import day_of
from mingbai.people.filings import ProxyKind
from mingbai.people.filings.homes import enter_homes
from mingbai.people.filings.importing import Terms, import_filings
from mingbai.people.filings.reading import read_filings
from mingbai.people.stock import Brought, import_people, read_stock
from mingbai.sources.actions import import_delivery
from mingbai.sources.states import State

HINTS = frozenset({"other_fact", "other_account", "differs"})  # the row is taken; what it says of this is not


def bring(kind: str, given: Given) -> Came:
    """Take lists of a kind in, as far as they are good; raise what their stage refuses as a whole."""
    return WAYS[kind](given)


def _awards(given: Given) -> Came:
    with read_stock(given.path, month=given.month, region=given.by.region, mending=given.mending) as stock:
        done = import_stock(stock=stock, region=given.by.region, by=given.by, at=given.at)
    left = {one.place for one in done.conflicts if not one.is_taken}
    people = (
        Told(one.place, one.code, one.zh, one.en, one.place in left or _is_blocking_member(one))
        for one in done.people.conflicts
    )
    lines = (Told(one.place, one.code, one.zh, one.en, not one.is_taken) for one in done.conflicts)
    counts = {"awards": done.awards, "total_fen": done.total_fen, **_people_counts(done.people)}
    counts |= {"lapsed": done.lapsed, "differing": done.differing}
    return Came(counts, _known(batch=done.batch_id, people=done.people.import_id), [*people, *lines])


def _people(given: Given) -> Came:
    with read_stock(given.path, month=given.month, region=given.by.region, mending=given.mending) as stock:
        done = import_people(stock=stock, region=given.by.region, by=given.by, at=given.at)
    return Came(_people_counts(done), _known(people=done.import_id), _told(done.conflicts))


def _lists(given: Given) -> Came:
    kind, department = given.said.get("list", ""), given.said.get("department", "").strip()
    if not kind:
        raise Lacking("名单种类", "which list it is")
    if not department:
        raise Lacking("来源部门", "which department sent the list")
    as_of = given.said.get("as_of", "")
    done = import_delivery(
        path=given.path,
        kind=kind,
        department=department,
        month=given.month,
        as_of=parse_date(as_of) if as_of else None,
        document=given.said.get("document", "").strip(),
        mending=given.mending,
        by=given.by,
        at=given.at,
    )
    notes = [(done.judged.zh, done.judged.en)] if done.judged else []
    if done.is_repeat:
        notes.append(
            ("这份名单本月已经导入过，不会重复计入。", "This very list was imported for the month: nothing new.")
        )
    if done.state is State.QUARANTINED:
        notes.append(
            ("名单先隔离，由复核人或分管负责人核实后放行。", "It is quarantined until a second person releases it.")
        )
    return Came({"rows": 0 if done.is_repeat else done.rows}, {"delivery": done.delivery_id}, [], notes)


def _filings(given: Given) -> Came:
    paper = given.said.get("paper", "")
    if not paper:
        raise Lacking("签字盖章的备案表（扫描件）", "what was signed: add its scan")
    cause = given.said.get("cause", "").strip() or "见所附备案表"
    terms = Terms(paper, cause, ProxyKind(given.said.get("proxy") or ProxyKind.CHOSEN))
    with read_filings(given.path, region=given.by.region.code, mending=given.mending) as lists:
        done = import_filings(lists=lists, terms=terms, by=given.by, at=given.at)
    rows = [Told(one.place, "unfiled", one.zh, one.en, is_blocking=True) for one in done.unfiled]
    return Came({**done.made, "known": done.known}, {}, rows)


def _homes(given: Given) -> Came:
    with read_filings(given.path, region=given.by.region.code, mending=given.mending) as lists:
        entered, known = enter_homes(lists=lists, from_on=day_of(given.at), by=given.by, at=given.at)
    return Came({"homes": len(entered), "known": known})


def _told(conflicts: Iterable[Contradiction]) -> list[Told]:
    return [Told(one.place, one.code, one.zh, one.en, one.code not in HINTS) for one in conflicts]


def _is_blocking_member(one: Any) -> bool:
    return one.table == "members" and one.code not in HINTS


def _people_counts(done: Brought) -> dict[str, int]:
    return {name: getattr(done, name) for name in ("persons", "households", "memberships", "accounts")}


def _known(**ids: int | None) -> dict[str, int]:
    return {name: number for name, number in ids.items() if number is not None}


WAYS: Mapping[str, Callable[[Given], Came]] = {
    "awards": _awards,
    "people": _people,
    "lists": _lists,
    "filings": _filings,
    "homes": _homes,
    "staff": bring_staff,
    "values": bring_values,
}
