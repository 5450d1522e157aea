"""待遇变更: an award is raised, lowered or stopped by a proposal, after a hearing; others review and confirm it."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Path, Schema
from pydantic import Field

from mingbai.api.endpoints.awards.reading import Care, Change, Held, Mode, award_of, change_of, facts_of, word_of
from mingbai.api.entering import Request, acts
from mingbai.api.shapes import MONTH, Day, Fen, Id, Reason, Sent, Sha256, Words
from mingbai.api.versions import require_match
from mingbai.awards import actions, queries
from mingbai.awards.actions import Evidence
from mingbai.kernel.month import Month

Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$", description="材料的 SHA-256 · of the papers")]
People = Annotated[list[Id], Field(max_length=50)]
FROM = "从哪个月起，不写即最早的月份 · from which month; the earliest where none is named"


class AwardProposal(Sent):
    """Why an award changes, from which month, and what shows it."""

    cause: str = Field(max_length=20, description="事由 · cause", examples=["income_up"])
    evidence: Words
    evidence_sha256: Digest = ""
    effective_month: str = Field("", pattern=rf"^$|{MONTH}", description=FROM)

    def month(self) -> Month | None:
        """Return the month it names."""
        return Month.parse(self.effective_month) if self.effective_month else None


class Amounted(AwardProposal):
    """The same with the amount policy gives, and the facts it rests on where they differ."""

    amount_fen: Fen
    member_count: Annotated[int | None, Field(ge=0, le=50)] = None
    priority_member_count: Annotated[int | None, Field(ge=0, le=50)] = None
    annual_income_fen: Fen | None = None
    care_level: Care = ""
    supply_mode: Mode = ""
    members: People | None = Field(None, description="变更后的保障人员 · who is covered from then on")


class Raise(Amounted):
    """增发 · more is due."""


class Lowering(Amounted):
    """减发 · less is due, after a hearing that was entered."""

    hearing_id: Id


class Stopping(AwardProposal):
    """停发 · nothing is due any more, after a hearing that was entered."""

    hearing_id: Id


class HearingHeld(Sent):
    """听取意见 · when and how a family was heard, what it was told and what it answered (LAW-2026#48)."""

    held_on: Day
    way: Literal["visit", "office", "phone", "letter"]
    told: Words
    answer: Literal["agrees", "objects", "silent", "nobody"] = Field(
        description="nobody：本人去世且无家庭成员 · has died and leaves no family"
    )
    reply: str = Field("", max_length=400)
    heard_by: Annotated[str, Field(min_length=1, max_length=100)]
    document: Sha256


class Confirmation(Sent):
    """确认 · the number of its notice, where the office numbers notices itself; the day publicity ended."""

    notice_number: str = Field("", max_length=40)
    publicity_ended_on: Day | None = None


class NoticeDelivered(Sent):
    """送达 · when and how a notice reached the family, with its receipt."""

    delivered_on: Day
    how: Literal["in_person", "by_post", "left_with_family", "by_village", "published"]
    receipt: Sha256


class LookedAgain(Sent):
    """定期复核 · by which means an award was looked at again, whether things are as before, what follows."""

    done_on: Day
    methods: Annotated[
        list[Literal["declared", "matched", "visited", "neighbours", "letters"]], Field(min_length=1, max_length=5)
    ]
    economy_as_before: bool
    members_as_before: bool
    health_as_before: bool
    outcome: Literal["keep", "change", "exit"]
    finding: Words
    document: Sha256


class Next(Schema):
    """The day by which an award is looked at next."""

    due_on: date


@acts("/awards/{award_id}/hearings", "awards.hear", status=201, on="award")
def hear(request: Request, award_id: Path[Id], sent: HearingHeld) -> Held:
    """登记听取意见 · enter that a family was heard before less is paid"""
    require_match(request, award_of(award_id))
    actions.hear_recipient(award_id=award_id, **sent.model_dump(), by=request.actor, at=timezone.now())
    return award_of(award_id)


@acts("/awards/{award_id}/raise", "awards.raise", status=201, on="award")
def raise_award(request: Request, award_id: Path[Id], sent: Raise) -> Change:
    """提出增发 · propose that more be paid"""
    require_match(request, award_of(award_id))
    return change_of(actions.raise_amount(**_amounted(award_id, sent), by=request.actor, at=timezone.now()))


@acts("/awards/{award_id}/lowering", "awards.lower", status=201, on="award")
def lower(request: Request, award_id: Path[Id], sent: Lowering) -> Change:
    """提出减发 · propose that less be paid"""
    require_match(request, award_of(award_id))
    said = _amounted(award_id, sent) | {"hearing_id": sent.hearing_id}
    return change_of(actions.lower_amount(**said, by=request.actor, at=timezone.now()))


@acts("/awards/{award_id}/stopping", "awards.stop", status=201, on="award")
def stop(request: Request, award_id: Path[Id], sent: Stopping) -> Change:
    """提出停发 · propose that an award be stopped"""
    require_match(request, award_of(award_id))
    said = _proposed(award_id, sent) | {"hearing_id": sent.hearing_id}
    return change_of(actions.stop_award(**said, by=request.actor, at=timezone.now()))


@acts("/awards/{award_id}/reviews", "awards.look_again", status=201, on="award")
def look_again(request: Request, award_id: Path[Id], sent: LookedAgain) -> Next:
    """登记定期复核 · enter a review that was done; it changes no amount"""
    require_match(request, award_of(award_id))
    due_on = actions.note_review(award_id=award_id, **sent.model_dump(), by=request.actor, at=timezone.now())
    return Next(due_on=due_on)


@acts("/changes/{change_id}/review", "awards.review", on="change")
def review(request: Request, change_id: Path[Id]) -> Change:
    """复核通过 · pass a proposed decision at review; another than proposed it"""
    require_match(request, change_of(change_id))
    actions.review_decision(decision_id=change_id, by=request.actor, at=timezone.now())
    return change_of(change_id)


@acts("/changes/{change_id}/confirmation", "awards.confirm", on="change")
def confirm(request: Request, change_id: Path[Id], sent: Confirmation) -> Change:
    """确认 · confirm a reviewed decision; a third than proposed and reviewed it"""
    require_match(request, change_of(change_id))
    actions.approve_decision(decision_id=change_id, **sent.model_dump(), by=request.actor, at=timezone.now())
    return change_of(change_id)


@acts("/changes/{change_id}/refusal", "awards.refuse", on="change")
def refuse(request: Request, change_id: Path[Id], sent: Reason) -> Change:
    """退回 · send a decision back, with the reason"""
    require_match(request, change_of(change_id))
    actions.refuse_decision(decision_id=change_id, reason=sent.reason, by=request.actor, at=timezone.now())
    return change_of(change_id)


@acts("/changes/{change_id}/delivery", "awards.deliver", on="change")
def deliver(request: Request, change_id: Path[Id], sent: NoticeDelivered) -> Change:
    """登记告知书送达 · enter how the notice of a decision reached the family"""
    require_match(request, change_of(change_id))
    notice = queries.notice_of(change_id)
    if notice is None:
        raise Http404
    actions.note_delivery(notice_id=notice.pk, **sent.model_dump(), by=request.actor, at=timezone.now())
    return change_of(change_id)


def _amounted(award_id: int, sent: Amounted) -> dict[str, Any]:
    members = {"members": sent.members} if sent.members is not None else {}
    return _proposed(award_id, sent) | members | {"amount_fen": sent.amount_fen, "facts": facts_of(award_id, sent)}


def _proposed(award_id: int, sent: AwardProposal) -> dict[str, Any]:
    word = word_of(award_id)
    shown = Evidence(sent.cause, sent.evidence, sent.evidence_sha256, word.reason_code)
    return {"award_id": award_id, "evidence": shown, "effective_month": sent.month()}
