"""待遇: an award, the decisions about it, and what a change would make due, reckoned before it is proposed."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.entering import Request, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import MONTH, Fen, Id, Money, Said, Versioned, Within
from mingbai.awards import queries
from mingbai.awards.actions import Facts
from mingbai.awards.causes import CAUSES
from mingbai.awards.states import KINDS, TITLES, Kind, State
from mingbai.kernel.month import Month

Care = Literal["", "able", "partial", "total"]
Mode = Literal["", "central", "dispersed"]
SEEN = ("award", "reckoning__wording", "notice")


class ChangesAsked(Within, Paging):
    """Which decisions about awards; those of an opening stock are left out."""

    state: State | None = Field(None, description="只要这个状态 · only in this state")


class Given(Schema):
    """The facts an amount rests on; what is left out stays as it is."""

    member_count: Annotated[int | None, Field(ge=0, le=50)] = None
    priority_member_count: Annotated[int | None, Field(ge=0, le=50)] = None
    annual_income_fen: Fen | None = None
    care_level: Care = ""
    supply_mode: Mode = ""


class Supposed(Given):
    """What to reckon: facts, and the month from which they would hold; or the cause it stops for."""

    month: str = Field("", pattern=rf"^$|{MONTH}", description="不写即下月 · the next month where none is named")
    stops_for: str = Field("", max_length=20, description="停发事由 · the cause where nothing is due any more")


class Reckoned(Schema):
    """核算 · what is due in a month, what would be, and how that comes about; no amount where a fact is missing."""

    month: str
    before: Money
    after: Money | None
    kind: str | None
    steps: list[Said]


class Change(Versioned):
    """待遇决定 · one decision about an award, proposed, reviewed and confirmed by three."""

    id: int
    award_id: int
    programme: str
    region: str
    version: int
    kind: str
    kind_said: Said
    cause: str
    cause_said: Said
    evidence: str
    evidence_sha256: str
    effective_month: str
    until_month: str | None
    before: Money
    amount: Money
    member_count: int
    state: str
    state_said: Said
    reason: str
    hearing_id: int | None
    notice_number: str | None
    notice_delivered_on: date | None
    made_by: int
    made_at: datetime
    reviewed_by: int | None
    approved_by: int | None
    decided_on: date | None
    steps: list[Said]


class Recorded(Schema):
    """听取意见记录 · when a family was heard about an award, what it was told and what it answered."""

    id: int
    held_on: date
    way: str
    told: str
    answer: str
    reply: str
    heard_by: str
    document: str


class Held(Versioned):
    """待遇 · one award: whose it is, every decision about it, and how the family was heard."""

    id: int
    region: str
    programme: str
    household_id: int
    person_id: int | None
    certificate_no: str | None
    changes: list[Change]
    hearings: list[Recorded]


@reads("/changes", "awards.changes")
def changes(request: Request, asked: Query[ChangesAsked]) -> Page[Change]:
    """待遇决定清单 · decisions about awards, those that wait and those that were decided"""
    found = queries.changes(asked.place(request.actor), [asked.state] if asked.state else list(State))
    page = page_of(request, found, asked, lambda some: [_change(one) for one in some])
    look(request, f"awards.decision/{asked.place(request.actor)}", len(page.items))
    return page


@reads("/changes/{change_id}", "awards.change")
def change(request: Request, change_id: Path[Id]) -> Change:
    """一项待遇决定 · one decision about an award"""
    look(request, f"awards.decision/{change_id}")
    return change_of(change_id)


@reads("/awards/{award_id}", "awards.award")
def award(request: Request, award_id: Path[Id]) -> Held:
    """一项待遇的全部决定 · one award with every decision about it"""
    look(request, f"awards.award/{award_id}")
    return award_of(award_id)


@reads("/awards/{award_id}/reckoning", "awards.reckon")
def reckon(request: Request, award_id: Path[Id], asked: Query[Supposed]) -> Reckoned:
    """试算一项变更 · reckon what a change would make due, before it is proposed"""
    found = queries.held(award_id)
    if found is None or (asked.stops_for and asked.stops_for not in CAUSES):
        raise Http404
    look(request, f"awards.award/{award_id}")
    month = Month.parse(asked.month) if asked.month else Month.parse(timezone.localdate()).next()
    seen = queries.foresee(found.award, month, facts_of(award_id, asked), stops_for=asked.stops_for)
    return Reckoned(
        month=str(month), before=Money.of(seen.before_fen), after=Money.maybe(seen.after_fen),
        kind=seen.kind.value if seen.kind else None, steps=_steps(seen.reckoned.explanation),
    )  # fmt: skip


def facts_of(award_id: int, given: Any) -> Facts:
    """Return the facts as they are, but for what is given anew."""
    now = vars(queries.facts_of(word_of(award_id)))
    new = {name: getattr(given, name) for name in now if hasattr(given, name)}
    return Facts(**now | {name: value for name, value in new.items() if value not in (None, "")})


def word_of(award_id: int) -> Any:
    """Return the latest confirmed decision; raise Http404 for an award that is not in sight or has none."""
    found = queries.held(award_id)
    if found is None or found.word is None:
        raise Http404
    return found.word


def change_of(change_id: int) -> Change:
    """Return a decision; raise Http404 for one that is not in sight."""
    found = queries.decision(change_id)
    if found is None:
        raise Http404
    return _change(found)


def award_of(award_id: int) -> Held:
    """Return an award with every decision about it; raise Http404 for one that is not in sight."""
    found = queries.held(award_id)
    if found is None:
        raise Http404
    one = found.award
    return Held(
        **{name: getattr(one, name) for name in ("region", "programme", "household_id", "person_id", "certificate_no")},
        id=one.pk,
        changes=[_change(decision) for decision in queries.decisions_of(award_id).select_related(*SEEN)],
        hearings=[
            Recorded(
                id=each.pk, held_on=each.held_on, way=each.way, told=each.told, answer=each.answer, reply=each.reply,
                heard_by=each.heard_by, document=each.document,
            )
            for each in found.hearings
        ],
    )  # fmt: skip


def _change(one: Any) -> Change:
    plain = ("award_id", "programme", "region", "version", "kind", "cause", "evidence", "evidence_sha256", "state",
             "reason", "member_count", "hearing_id", "made_by", "made_at", "reviewed_by", "approved_by",
             "decided_on")  # fmt: skip
    cause = CAUSES[one.cause]
    return Change(
        **{name: getattr(one, name) for name in plain},
        id=one.pk, kind_said=Said.of(KINDS[Kind(one.kind)]), cause_said=Said(zh=cause.title, en=cause.title_en),
        effective_month=str(Month.parse(one.effective_month)),
        until_month=str(Month.parse(one.until_month)) if one.until_month else None,
        before=Money.of(one.before_fen), amount=Money.of(one.amount_fen), state_said=Said.of(TITLES[State(one.state)]),
        notice_number=one.notice.number if one.notice else None,
        notice_delivered_on=one.notice.delivered_on if one.notice else None,
        steps=_steps(one.explanation),
    )  # fmt: skip


def _steps(explanation: Any) -> list[Said]:
    steps = explanation.get("steps", ()) if isinstance(explanation, dict) else ()  # what is not reckoned has none
    return [Said(zh=step["zh"], en=step["en"]) for step in steps]
