"""Who may follow which row: whose role reads its stage, within the division, and of a bank or a unit only its own."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from mingbai.evidence.tracing.rows import is_in_sight, led_to, those_in_sight
from mingbai.inspections.cases import case
from mingbai.inspections.refused import NotThere
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import seat
from mingbai.payments import batches
from mingbai.receipts.queries.standing import item, own_items, statements
from mingbai.web.evidence.tables import TABLES, Table
from mingbai.web.inspections.acts import oversees

OF_FILE = {"payments.bankfile": "pk", "payments.payment": "file_id"}  # how a row leads to the file it lies in
OF_STATEMENT = {"receipts.statement": "pk", "receipts.delivery": "pk", "receipts.entry": "statement_id"}
OF_PROBLEM = {
    "inspections.problem": "pk",
    "inspections.rectification": "problem_id",
    "inspections.lookback": "item__problem_id",
}
POLICY = "inspections.policyproposal"  # the administrators' alone, who oversee no unit


@dataclass(frozen=True)
class Row:
    """A row that somebody may follow."""

    name: str  # of its table
    key: str
    table: Table


def row(by: Actor, name: str, key: str) -> Row:
    """Return the row of a table and a key; raise Http404 where there is none that the actor may follow."""
    table = TABLES.get(name)
    if (
        table is None
        or not table.readers.to(by)
        or not is_in_sight(name, key, place=table.place, within=by.region.code)
    ):
        raise Http404
    if not _is_own(by, name, key):
        raise Http404
    return Row(name, key, table)


def _is_own(by: Actor, name: str, key: str) -> bool:
    """Return whether a row is one of those that a bank, or a unit that has to put something right, may see."""
    if name == POLICY:
        return True
    if name in OF_PROBLEM or name.startswith("inspections."):
        return oversees(by) or _is_of_unit(by, name, key)
    if by.party is Kind.BANK and name in OF_FILE:
        files = led_to(name, key, OF_FILE[name])
        return all(batches.file_for(by, int(one), timezone.localdate()) for one in files)
    if by.party is Kind.BANK and name in OF_STATEMENT:
        own = statements(by.region, bank=seat(by)[1])
        return own.filter(pk__in=led_to(name, key, OF_STATEMENT[name])).exists()
    if by.party is Kind.BANK and name == "receipts.openitem":
        found = item(int(key))
        return found is not None and bool(own_items([found], by, seat(by)[1], timezone.localdate()))
    return by.party is not Kind.BANK or name.startswith("offices.")


def _is_of_unit(by: Actor, name: str, key: str) -> bool:
    way = OF_PROBLEM.get(name)
    try:
        return way is not None and all(
            case(int(one), by.region, unit_id=by.organisation_id) for one in led_to(name, key, way)
        )
    except NotThere:
        return False


def is_open(by: Actor, subject: str) -> bool:
    """Return whether what the log calls so is a row that an actor may follow."""
    name, _, key = subject.partition("/")
    try:
        return bool(row(by, name, key.partition("#")[0]))
    except Http404:
        return False


def those_open(by: Actor, subjects: Collection[str]) -> set[str]:
    """Return which of the log's subjects are rows that an actor may follow; one question a table where it can be."""
    found: set[str] = set()
    for name in {subject.partition("/")[0] for subject in subjects}:
        table, here = TABLES.get(name), [one for one in subjects if one.startswith(f"{name}/")]
        if by.party is Kind.BANK or name.startswith("inspections."):
            found.update(one for one in here if is_open(by, one))
        elif table is not None and table.readers.to(by):
            keys = {one: one.partition("/")[2].partition("#")[0] for one in here}
            there = those_in_sight(name, set(keys.values()), place=table.place, within=by.region.code)
            found.update(one for one, key in keys.items() if key in there)
    return found
