"""What stages keep beside the log: sums, digests and rows reckoned anew, so that no silent change stays unseen."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it was recorded: in which stage, and where."""

    stage: str
    where: str
    zh: str
    en: str


def wrong_in_stages() -> list[Wrong]:
    """Return what does not add up, stage by stage in the order of the money; sees all regions."""
    from mingbai.config.guards import NATION, scope

    books = list(_books())  # in a transaction of its own
    with scope(NATION):
        return [*books, *_people(), *_rosters(), *_payments()]


def _books() -> Iterator[Wrong]:
    from mingbai.treasury.audit import audit

    for fault in audit().faults:
        yield Wrong("treasury", "", fault.zh, fault.en)


def _people() -> Iterator[Wrong]:
    from mingbai.people.audit import faults

    for fault in faults():
        yield Wrong("people", f"import {fault.import_id}", fault.zh, fault.en)


def _rosters() -> Iterator[Wrong]:
    from mingbai.rosters.audit import altered_anywhere

    for fault in altered_anywhere():
        yield Wrong("rosters", f"roster {fault.roster_id}", fault.zh, fault.en)


def _payments() -> Iterator[Wrong]:
    from mingbai.payments.audit import audit

    for fault in audit():
        yield Wrong("payments", fault.where, f"{fault.where}：{fault.zh}", f"{fault.where}: {fault.en}")
