"""Where decisions and notices stand: what waits for whom, what was decided about an award and how it came about."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from mingbai.awards.models import Decision, Notice
from mingbai.awards.reckoning import Facts
from mingbai.awards.refused import NotThere
from mingbai.awards.states import DECIDED, State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.policy.explained.explanation import yuan

OF_A_DECISION = ("award", "reckoning__wording", "hearing", "notice")
OF_A_NOTICE = ("addressee", "award__household", "decision__hearing", "decision__reckoning")


def waiting(region: Region, state: State) -> QuerySet[Decision]:
    """Return the decisions of a division that wait for review (PROPOSED) or confirmation (REVIEWED), oldest first."""
    found = Decision.objects.filter(region__startswith=region.code, state=state.value)
    return found.select_related("award").order_by("made_at", "pk")


def changes(region: Region, states: Collection[State]) -> QuerySet[Decision]:
    """Return the decisions of a division in some states with all they rest on; not its opening stock."""
    found = Decision.objects.filter(region__startswith=region.code, state__in=list(states), is_stock=False)
    return found.select_related(*OF_A_DECISION).order_by("-pk")


def decided(region: Region) -> QuerySet[Decision]:
    """Return the decisions of a division that were confirmed or refused, the latest first; not its opening stock."""
    return changes(region, DECIDED)


def decision(decision_id: int) -> Decision | None:
    """Return one decision with its award, reckoning, hearing and notice, None where it is not in sight."""
    return Decision.objects.select_related(*OF_A_DECISION).filter(pk=decision_id).first()


def plan_of(one: Decision) -> list[Decision]:
    """Return what was proposed at once for the same award, and is decided at once: grace and its end."""
    return list(Decision.objects.filter(award_id=one.award_id, batch_id=one.batch_id).order_by("version"))


def decisions_of(award_id: int) -> QuerySet[Decision]:
    """Return every decision about an award, refused ones too, in order: its history."""
    return Decision.objects.filter(award_id=award_id).select_related("reckoning").order_by("version")


def facts_now(award_id: int) -> Facts:
    """Return the facts the latest approved decision about an award was reckoned from; raise NotThere."""
    return facts_of(_word(award_id))


def payee_now(award_id: int) -> int:
    """Return the person who receives an award by the latest approved decision; raise NotThere."""
    return _word(award_id).payee_id


def _word(award_id: int) -> Decision:
    approved = Decision.objects.filter(award_id=award_id, state=State.APPROVED.value)
    found = approved.select_related("reckoning").order_by("-version").first()
    if found is None:
        raise NotThere("已确认的救助", "confirmed award", award_id)
    return found


def facts_of(decision: Decision) -> Facts:
    """Return the facts a decision was reckoned from."""
    return Facts(
        decision.member_count,
        decision.priority_member_count,
        decision.annual_income_fen,
        decision.case_kind,
        decision.supply_mode,
        decision.care_level,
    )


def explanation(decision_id: int, language: str) -> list[str]:
    """Return how a decision's amount came about, sentence by sentence, in `zh` or `en`; the difference last."""
    return explained(Decision.objects.select_related("reckoning__wording").get(pk=decision_id), language)


def explained(decision: Decision, language: str) -> list[str]:
    """Return the same of a decision that is at hand with its reckoning and its wording."""
    said = [str(step[language]) for step in decision.explanation["steps"]]
    if decision.has_formula and decision.reckoned_fen not in (None, decision.amount_fen) and decision.is_stock:
        listed, due = yuan(decision.amount_fen), yuan(decision.reckoned_fen or 0)
        said.append(
            {
                "zh": f"期初台账金额{listed}元，与计算金额{due}元不一致，按台账登记，待核实更正。",
                "en": f"The list taken over says {listed} yuan and policy {due}: kept as listed until it is verified.",
            }[language]
        )
    return said


def undelivered_notices(region: Region, issued_by: date) -> QuerySet[Notice]:
    """Return the notices of a division issued by a day that nobody has signed for, the oldest first."""
    found = Notice.objects.filter(region__startswith=region.code, delivered_on=None, issued_on__lte=issued_by)
    return found.order_by("issued_on", "pk")


def notices(region: Region, month: Month) -> QuerySet[Notice]:
    """Return the notices of a division about what changes from a month on, by village (LAW-2026#48)."""
    found = Notice.objects.filter(region__startswith=region.code, decision__effective_month=month.first_on)
    return found.select_related(*OF_A_NOTICE).order_by("region", "number")


def notice_of(decision_id: int) -> Notice | None:
    """Return the notice of a decision, None where nobody is told or none is in sight."""
    return Notice.objects.filter(decision_id=decision_id).select_related(*OF_A_NOTICE).first()


def graces_ending(region: Region, by_month: Month) -> QuerySet[Decision]:
    """Return the approved decisions of a division whose grace ends by a month and that nothing follows yet."""
    found = Decision.objects.filter(region__startswith=region.code, state=State.APPROVED.value)
    followed = Decision.objects.filter(kind="stop", state=State.APPROVED.value).values("award_id")
    ending = found.filter(grace_until__lte=by_month.first_on).exclude(award_id__in=followed)
    return ending.order_by("grace_until", "region", "pk")
