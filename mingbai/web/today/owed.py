"""One thing the desk owes: which step, how many wait for it and how much money, whose it is, until when, why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ROLES, Role
from mingbai.web.access import ADDRESSES, may_open
from mingbai.web.words import said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

SHORT: "dict[Kind, Promised | str]" = {
    Kind.CIVIL_AFFAIRS: _("民政"),
    Kind.FINANCE: _("财政"),
    Kind.AUDIT: _("审计"),
    Kind.BANK: _("银行"),
    Kind.TOWNSHIP: _("乡镇"),
    Kind.VILLAGE: _("村（居）"),
    Kind.DISCIPLINE: _("纪检监察"),
    Kind.THIRD_PARTY: _("第三方"),
    Kind.CARE_HOME: _("供养机构"),
}
OFFICES = frozenset({Kind.CIVIL_AFFAIRS, Kind.TOWNSHIP})
NO_DAY = date.max


class Move(Protocol):
    """A move as every stage lists them in its `states.py`; some name the kinds of office, or one."""

    @property
    def before(self) -> str:
        """Return the state it leads out of."""

    @property
    def by(self) -> frozenset[Role]:
        """Return who may make it."""

    @property
    def cites(self) -> tuple[str, ...]:
        """Return the articles it rests on."""

    @property
    def title(self) -> str:
        """Return what it is called."""

    @property
    def title_en(self) -> str:
        """Return the same in English."""


@dataclass(frozen=True)
class Owed:
    """So many things wait for one step: `kinds` and `roles` say whose it is, `cites` by which articles."""

    title: str
    title_en: str
    count: int
    roles: frozenset[Role]
    kinds: frozenset[Kind]
    cites: tuple[str, ...]
    page: str  # the name of the address where it is done; it may not be there yet
    due_on: date | None = None
    fen: int | None = None
    late: int = 0  # so many of them are past their day
    note: "Promised | str" = ""
    month: Month | None = None  # whose payment it is about
    is_own: bool = False  # who looks began it: another does it
    is_others: bool = False  # it is another office's own

    def is_for(self, actor: Actor) -> bool:
        """Return whether the actor may do it."""
        return actor.role in self.roles and actor.party in self.kinds and not (self.is_own or self.is_others)

    def is_open_to(self, actor: Actor) -> bool:
        """Return whether the page where it is done exists and the actor may open it."""
        return self.page in ADDRESSES and may_open(actor, self.page)

    @property
    def who(self) -> str:
        """Return whose it is: 乡镇、民政 · 经办人."""
        comma = said("、", ", ")
        kinds = comma.join(str(SHORT[kind]) for kind in Kind if kind in self.kinds)
        roles = comma.join(said(ROLES[role].title, ROLES[role].title_en) for role in Role if role in self.roles)
        return f"{kinds} · {roles}"


def owed(move: Move, count: int, page: str, kinds: frozenset[Kind] = OFFICES, **more: Any) -> Owed:
    """Return what is owed where so many wait for a move; whose it is stands in the move, where it names offices."""
    kinds = getattr(move, "kinds", kinds)
    if hasattr(move, "kind"):
        kinds = frozenset({move.kind})
    english = move.title_en[:1].upper() + move.title_en[1:]
    return Owed(move.title, english, count, move.by, kinds, move.cites, page, **more)


def by_state(found: QuerySet[Any], moves: Iterable[Move], page: str, fen: str = "", **more: Any) -> Iterator[Owed]:
    """Yield what is owed by the records found, counted state by state in one query, for each move out of a state."""
    counts = {"n": Count("pk")} | ({"fen": Sum(fen)} if fen else {})
    sums = {row["state"]: row for row in found.order_by().values("state").annotate(**counts)}
    for move in moves:
        if row := sums.get(str(move.before)):
            yield owed(move, row["n"], page, fen=row.get("fen"), **more)


def divided(found: Iterable[Owed], actor: Actor) -> tuple[list[Owed], list[Owed]]:
    """
    Return what is the actor's to do and what others owe, the most urgent first; what waits for nothing is out.

    Of what others owe everybody sees the steps of the month, and of cases only who may open them.
    """
    waiting = sorted((one for one in found if one.count), key=lambda one: (one.due_on or NO_DAY, one.title))
    others = [one for one in waiting if not one.is_for(actor) and (one.month or one.is_open_to(actor))]
    return [one for one in waiting if one.is_for(actor)], others
