"""A new award is proposed, with the amount policy gives, for people whom no other award covers."""

from collections.abc import Collection
from datetime import date, datetime

from mingbai.awards.acting import HANDLER, acting, county_of, log, new_batch, require, stand_back
from mingbai.awards.causes import CAUSES, causes_of
from mingbai.awards.coverage import cover, require_free
from mingbai.awards.exclusions import ORDER, claims, exclusive_pairs
from mingbai.awards.models import Award, Decision
from mingbai.awards.proposal import Case, Evidence, Payment, drafted, require_amount, require_members, require_payment
from mingbai.awards.reckoning import Facts, Reckoned, place_of, reckon
from mingbai.awards.refused import NotDue, NotThere, Unusable, WrongCause
from mingbai.awards.states import Kind
from mingbai.kernel.month import Month
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.people.queries import households
from mingbai.standards.queries import parameters

PROPOSE = ("提出新增救助", "propose an award")
ONE_PERSON = (
    "tekun_urban",
    "tekun_rural",
    "living_disabled",
    "care_disabled",
    "orphan",
    "unsupported_child",
    "old_age",
)
NO_CASH = ("bianyuan", "gangxing")


def propose_award(
    *,
    case: Case,
    payment: Payment,
    facts: Facts,
    amount_fen: int,
    evidence: Evidence,
    is_unstable: bool = False,
    until_month: Month | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Propose a new award, from the month after it will be confirmed (R-719); return the decision's id.

    `amount_fen` is what the officer reckoned: it must be what policy gives for the facts, which is stored with its
    explanation. Raise AmountDiffers, NotReckoned, NotDue, CoveredAlready, Conflicted, NotYours, NotListed.
    """
    with acting():
        on = day_of(at)
        home = households([case.household_id]).get(case.household_id)
        if home is None:
            raise NotThere("家庭", "household", case.household_id)
        require(by, HANDLER, "accept", home.region, at, PROPOSE)
        stand_back(by, [case.household_id], on)
        require_case(case, facts)
        require_members(case.household_id, case.members, on)
        require_payment(payment, case)
        month = Month.parse(on).next()
        place = place_of(parameters(), county_of(home.region), month)
        reckoned = reckon(case.programme, place, facts)
        require_amount(reckoned, amount_fen)
        require_something(reckoned, amount_fen)
        batch = new_batch(region=home.region, title=PROPOSE[0], by=by, at=at)
        award = Award.objects.create(
            region=home.region,
            programme=case.programme,
            household_id=case.household_id,
            person_id=case.person_id,
            batch=batch,
            made_at=at,
        )
        claimed = claims(case.programme, exclusive_pairs(place))
        last = until_month.first_on if until_month else _last(case.programme, month)
        require_free(award_id=award.pk, persons=case.members, claims=claimed, from_on=month.first_on, until_month=last)
        cover(award, case.members, claimed, month.first_on, last)
        made = drafted(
            award, Kind.NEW, cause_of(Kind.NEW, evidence), batch=batch, version=1, before_fen=0,
            amount_fen=amount_fen, month=month, until_month=last, reckoned=reckoned, facts=facts, payment=payment,
            members=case.members, evidence=evidence, is_unstable=is_unstable, by=by, at=at,
        )  # fmt: skip
        log("proposed", [batch.pk], by, at)
        return made.pk


def require_case(case: Case, facts: Facts) -> None:
    """Raise Unusable where programme, person, members and count do not fit each other."""
    if case.programme not in ORDER:
        raise Unusable(f"没有“{case.programme}”这个救助项目。", f"There is no programme “{case.programme}”.")
    is_single = case.programme in ONE_PERSON or facts.case_kind == "single"
    if is_single and case.members != (case.person_id,):
        raise Unusable(
            "该项目按人确认：请指明享受人，且保障人员只有其本人。",
            "This is awarded to a person: name the person, who alone is covered.",
        )
    if not case.members or len(set(case.members)) != len(case.members) or facts.member_count != len(case.members):
        raise Unusable(
            f"保障人数{facts.member_count}与列明的保障人员{len(set(case.members))}人不一致，请核对。",
            f"{facts.member_count} are counted and {len(set(case.members))} are named: the two must agree.",
        )
    if facts.priority_member_count is not None and facts.priority_member_count > facts.member_count:
        raise Unusable("加发人数不能多于保障人数。", "No more members get the top-up than are counted.")


def require_something(reckoned: Reckoned, amount_fen: int) -> None:
    """Raise NotDue where nothing is due in a programme that pays."""
    if amount_fen == 0 and reckoned.programme not in NO_CASH:
        steps = reckoned.explanation["steps"]
        raise NotDue([step["zh"] for step in steps], [step["en"] for step in steps])


def cause_of(kind: Kind, evidence: Evidence) -> str:
    """Return the cause; raise WrongCause for one that such a change may not have."""
    known = causes_of(kind)
    if evidence.cause not in known or evidence.cause == "stock":
        raise WrongCause(
            kind, evidence.cause, [f"{cause}（{CAUSES[cause].title}）" for cause in known if cause != "stock"]
        )
    return evidence.cause


def _last(programme: str, month: Month) -> date | None:
    """Return the last month of what is granted once: relief is for one month."""
    return month.first_on if programme == "linshi" else None


def pending_of(award_ids: Collection[int]) -> list[Decision]:
    """Return the decisions about these awards that wait for somebody."""
    return list(Decision.objects.filter(award_id__in=award_ids, state__in=["proposed", "reviewed"]).order_by("version"))
