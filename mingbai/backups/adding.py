"""What stages keep beside the log: sums, digests and rows reckoned anew, so that no silent change stays unseen."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.config.guards import NATION, scope
from mingbai.payments.audit import audit as payments_audit
from mingbai.people.audit import faults as people_faults
from mingbai.rosters.audit import altered_anywhere
from mingbai.treasury.audit import audit as books_audit


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it was recorded: in which stage, and where."""

    stage: str
    where: str
    zh: str
    en: str


def wrong_in_stages() -> list[Wrong]:
    """Return what does not add up, stage by stage in the order of the money; sees all regions."""
    books = list(_books())  # in a transaction of its own
    with scope(NATION):
        return [*books, *_people(), *_rosters(), *_payments()]


def _books() -> Iterator[Wrong]:
    for fault in books_audit().faults:
        yield Wrong("treasury", "", fault.zh, fault.en)


def _people() -> Iterator[Wrong]:
    for fault in people_faults():
        yield Wrong("people", f"import {fault.import_id}", fault.zh, fault.en)


def _rosters() -> Iterator[Wrong]:
    for fault in altered_anywhere():
        yield Wrong("rosters", f"roster {fault.roster_id}", fault.zh, fault.en)


def _payments() -> Iterator[Wrong]:
    for fault in payments_audit():
        yield Wrong("payments", fault.where, f"{fault.where}：{fault.zh}", f"{fault.where}: {fault.en}")
