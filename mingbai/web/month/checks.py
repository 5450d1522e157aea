"""What the check before payment found, as its pages tell it: the matrix of a month, and the findings of one cell."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.prechecks import queries
from mingbai.prechecks.queries import Cell, Seen
from mingbai.prechecks.states import HOLD_STATES, HoldState, ReleaseState
from mingbai.rosters.states import State
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.telling import Told, pairs
from mingbai.web.month.rosters import Named, named
from mingbai.web.words import language, said

NONE = "-"  # how an address spells a finding about no programme
ORDER = ("dibao_urban", "dibao_rural", "tekun_urban", "tekun_rural", "linshi")  # the others behind, by name


@dataclass(frozen=True)
class Standing:
    """Where a roster stands before its release: colour and words, and whether somebody may go on."""

    tone: str
    words: Any


UNFROZEN = Standing("grey", _("未封存"))
UNCHECKED = Standing("amber", _("待核对"))
CHANGED = Standing("amber", _("有变动，须重新核对"))
STOPPED = Standing("red", _("有差异或待答复"))
READY = Standing("blue", _("没有拦截"))
ASKED = Standing("blue", _("待放行"))
RELEASED = Standing("green", _("已准予发放"))


@dataclass(frozen=True)
class Batch:
    """A roster in the matrix: whose it is and where it stands."""

    row: Named
    standing: Standing


@dataclass(frozen=True)
class Line:
    """A place's line of the matrix: what was found programme by programme, and its rosters."""

    place: Region
    name: str
    cells: tuple[Cell | None, ...]
    batches: tuple[Batch, ...]
    is_checked: bool


@dataclass(frozen=True)
class Matrix:
    """A month's check: its number, the programmes across, the places down."""

    check_id: int | None
    programmes: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def names(self) -> list[str]:
        """Return what the programmes are called."""
        return [programme_name(one) for one in self.programmes]

    @property
    def stops(self) -> int:
        """Return how much must be put right or answered before everything is released."""
        return sum(cell.stops for line in self.lines for cell in line.cells if cell)

    @property
    def findings(self) -> int:
        """Return how much was found."""
        return sum(cell.findings for line in self.lines for cell in line.cells if cell)


def programme_name(programme: str) -> str:
    """Return what a programme is called in a head; what is about none is about all."""
    return programme_names(programme, language()) if programme else said("不分项目", "any programme")


def matrix(check_id: int | None, rosters: Iterable[Any], region: Region, month: Month) -> Matrix:
    """Return what a check found; so many questions to the database, however many rosters and findings there are."""
    found = named(rosters)
    seen = queries.latest_checks([row.roster.pk for row in found])
    cells = queries.cells(check_id, region, month) if check_id else []
    releases = queries.releases([row.roster.pk for row in found])
    programmes = tuple(sorted({cell.programme for cell in cells}, key=_in_order))
    places = sorted({row.roster.region for row in found} | {cell.place for cell in cells})
    names, by_key = names_of(map(Region, places)), {(cell.place, cell.programme): cell for cell in cells}
    stopped = tuple(cell.place for cell in cells if cell.stops)  # a county's is about each of its townships
    lines = []
    for place in places:
        here = [row for row in found if row.roster.region == place]
        batches = tuple(
            Batch(row, _standing(row, seen.get(row.roster.pk), releases.get(row.roster.pk), place.startswith(stopped)))
            for row in here
        )
        across = tuple(by_key.get((place, programme)) for programme in programmes)
        is_checked = any(row.roster.pk in seen for row in here) or not here
        lines.append(Line(Region(place), names[Region(place)], across, batches, is_checked))
    return Matrix(check_id, programmes, tuple(lines))


def _standing(row: Named, seen: Seen | None, release: Any, is_stopped: bool) -> Standing:
    state = row.roster.state
    if state == State.RELEASED:
        return RELEASED
    if state != State.FROZEN:
        return UNFROZEN
    if release is not None and release.state == ReleaseState.ASKED:
        return ASKED
    if seen is None:
        return UNCHECKED
    if seen.digest != row.roster.digest:
        return CHANGED
    return STOPPED if is_stopped else READY


def _in_order(programme: str) -> tuple[int, str]:
    return (ORDER.index(programme) if programme in ORDER else len(ORDER) + (not programme), programme)


@dataclass(frozen=True)
class Found:
    """One finding of a cell: what the rule says, and what it does to the payment."""

    told: Told
    name: str  # of whose line it is, masked
    place: str
    hold: Any  # the question whether to hold the line, and what was answered

    @property
    def line(self) -> Any:
        """Return the line it is about, None where it is about none."""
        return self.told.finding.line

    @property
    def effect(self) -> tuple[str, Any]:
        """Return what it does to the payment: colour and words."""
        finding = self.told.finding
        if self.line is not None and not self.line.live:
            return "grey", _("这一行已离开名册，不影响放行")
        if finding.gates:
            return "red", _("不更正或调出，不得放行")
        if self.hold is not None:
            return HOLD_TONES[HoldState(self.hold.state)], said(*HOLD_STATES[HoldState(self.hold.state)]).capitalize()
        return "amber", _("只提示核实，不影响发放")

    @property
    def may_leave(self) -> bool:
        """Return whether its line could be asked to leave the roster."""
        return self.line is not None and self.line.live


HOLD_TONES = {
    HoldState.ASKED: "red",
    HoldState.DECLINED: "green",
    HoldState.HELD: "amber",
    HoldState.LIFTED: "green",
    HoldState.EXPIRED: "grey",
    HoldState.CONFIRMED: "red",
    HoldState.BACK_PAID: "green",
}


def told(found: Collection[Any], month: Month) -> list[Found]:
    """Return findings in words; so many questions to the database, however many there are."""
    compared = queries.evidence_of([one.pk for one in found])
    places = names_of({Region(one.region) for one in found})
    holds = queries.holds_of({one.award_id for one in found if one.award_id}, month)
    return [
        Found(
            Told(one, tuple(pairs(compared[one.pk])), None),
            mask_name(one.line.payee_name) if one.line else "",
            places[Region(one.region)],
            holds.get((one.award_id, one.rule_id, bytes(one.subject_index))),
        )
        for one in found
    ]
