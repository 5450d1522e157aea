"""Filings: whose kin recipients are, whose cards are kept, who draws for whom, and how many of each (R-803)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.models import (
    Authorisation,
    CardIssue,
    CardKeeping,
    GoodsHandout,
    Membership,
    Proxy,
    Relative,
    Staff,
)
from mingbai.people.models.held import LIVE
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import names

OF_KIND: Mapping[str, type[Relative | CardKeeping | Proxy | Authorisation]] = {
    "relative": Relative,
    "card_keeping": CardKeeping,
    "proxy": Proxy,
    "authorisation": Authorisation,
}


@dataclass(frozen=True)
class Kin:
    """A recipient filed as near kin of somebody who works in social assistance, as the list `relatives` says it."""

    filing_id: int
    staff_id: int
    staff_person_id: int
    officer_id: int | None
    person_id: int
    relation: str
    programme: str
    filed_on: date


@dataclass(frozen=True)
class Counted:
    """What the dashboard counts (R-803): filings in force, the households and persons they are about, what is late."""

    kin_filings: int
    kin_households: int
    kin_persons: int
    cards_kept: int
    cards_kept_by_staff: int
    proxies: int
    waiting: int
    run_out: int  # past their last day and not ended or renewed
    handouts_fen: int
    cards_undelivered: int


@dataclass(frozen=True)
class InFocus:
    """Somebody whose money passes through another's hands, to be looked at first (R-729)."""

    person_id: int
    name: str
    why: str
    through: str


def in_force(on: date) -> Q:
    """Return the condition that a filing was accepted and holds on a day."""
    return Q(state="confirmed") & holding(on, "filed_on")


def relatives_of_officers(region: Region, on: date) -> list[Kin]:
    """Return the kin filed in a division and all below it that hold on a day, as the rules' list `relatives`."""
    found = Relative.objects.filter(in_force(on), region__startswith=region.code).select_related("staff")
    return [
        Kin(one.pk, one.staff_id, one.staff.person_id, one.officer_id, one.person_id, one.relation, one.programme,
            one.filed_on)
        for one in found.order_by("region", "pk")
    ]  # fmt: skip


def relatives_of_officer(officer_id: int, on: date) -> set[int]:
    """Return the persons filed as an officer's near kin, and the officer: declared is enough to stand back."""
    kin = Relative.objects.filter(LIVE, holding(on, "filed_on"), officer_id=officer_id)
    own = Staff.objects.filter(holding(on), officer_id=officer_id)
    return {*kin.values_list("person_id", flat=True), *own.values_list("person_id", flat=True)}


def conflict(*, officer_id: int, household_id: int, on: date) -> str | None:
    """Return how an officer is related to a household (父亲, 本人, 代取人 ...), None where nothing is filed."""
    inside = Membership.objects.filter(holding(on), household_id=household_id)
    return _relation(officer_id, set(inside.values_list("person_id", flat=True)), on)


def conflict_with_person(*, officer_id: int, person_id: int, on: date) -> str | None:
    """Return how an officer is related to a person or to the person's household, None where nothing is filed."""
    home = Membership.objects.filter(holding(on), person_id=person_id).values("household_id")
    inside = Membership.objects.filter(holding(on), household_id__in=home)
    return _relation(officer_id, {person_id, *inside.values_list("person_id", flat=True)}, on)


def _relation(officer_id: int, persons: set[int], on: date) -> str | None:
    """Return the relation of an officer to any of these persons; what is only declared counts as well."""
    own = set(Staff.objects.filter(holding(on), officer_id=officer_id).values_list("person_id", flat=True))
    if own & persons:
        return "本人"
    declared = LIVE & holding(on, "filed_on") & Q(person_id__among=persons)
    kin = Relative.objects.filter(declared, officer_id=officer_id).order_by("pk").values_list("relation", flat=True)
    if related := kin.first():
        return related
    if Proxy.objects.filter(declared, agent_id__among=own).exists():
        return "代取人"
    return "代管人" if CardKeeping.objects.filter(declared, keeper_id__among=own).exists() else None


def is_conflicted(*, officer_id: int, household_id: int, on: date) -> bool:
    """Return whether an officer must stand back from a household's case (YC-2022-2#2.1.7)."""
    return conflict(officer_id=officer_id, household_id=household_id, on=on) is not None


def conflicted_households(officer_id: int, household_ids: Collection[int], on: date) -> set[int]:
    """Return which of these households an officer must stand back from; one query, however many."""
    kin = relatives_of_officer(officer_id, on)
    inside = Membership.objects.filter(holding(on), household_id__among=household_ids, person_id__in=kin)
    return set(inside.values_list("household_id", flat=True))


def proxies(region: Region, on: date) -> QuerySet[Proxy]:
    """Return who may draw for whom on a day in a division."""
    return Proxy.objects.filter(in_force(on), region__startswith=region.code).order_by("region", "pk")


def proxy_of(person_id: int, on: date) -> Proxy | None:
    """Return the authorisation in force by which another draws for a person."""
    return Proxy.objects.filter(in_force(on), person_id=person_id).select_related("agent").first()


def cards_kept(region: Region, on: date) -> QuerySet[CardKeeping]:
    """Return the cards that others keep on a day in a division."""
    return CardKeeping.objects.filter(in_force(on), region__startswith=region.code).order_by("region", "pk")


def keepings_to_review(region: Region, on: date, every_days: int) -> list[CardKeeping]:
    """Return the cards kept by others that nobody looked at for so many days."""
    found = cards_kept(region, on).prefetch_related("keepingreview_set")
    return [
        one
        for one in found
        if (on - max([one.filed_on, *(seen.reviewed_on for seen in one.keepingreview_set.all())])).days >= every_days
    ]


def is_authorised(*, person_id: int, scope: str, on: date) -> bool:
    """Return whether a person allowed other departments' data of a scope to be looked up on a day (R-1506)."""
    return Authorisation.objects.filter(in_force(on), person_id=person_id, scope__in=[scope, "all"]).exists()


def undelivered_cards(region: Region) -> QuerySet[CardIssue]:
    """Return the cards issued in bulk that nobody has signed for (R-713), the oldest first."""
    found = CardIssue.objects.filter(delivered_on=None, region__startswith=region.code)
    return found.select_related("person").order_by("issued_on", "pk")


def cards_of_month(region: Region, month: Month) -> QuerySet[CardIssue]:
    """Return the cards of a division that were issued or signed for in a month (R-713), batch by batch."""
    since, until = month.first_on, month.next().first_on
    issued = Q(issued_on__gte=since, issued_on__lt=until)
    found = CardIssue.objects.filter(issued | Q(delivered_on__gte=since, delivered_on__lt=until))
    return found.filter(region__startswith=region.code).select_related("person").order_by("batch", "region", "pk")


def handouts(region: Region, since: date, until: date) -> QuerySet[GoodsHandout]:
    """Return the cash and goods given in a division from a day to before another (R-806)."""
    found = GoodsHandout.objects.filter(region__startswith=region.code, given_on__gte=since, given_on__lt=until)
    return found.order_by("given_on", "pk")


def filings_in(kind: str, region: Region, state: str = "") -> "QuerySet[Any]":
    """Return the filings of a kind (a FilingKind) in a division, in one state if it is named, in their order."""
    found = OF_KIND[kind]._default_manager.filter(region__startswith=region.code).order_by("pk")
    return found.filter(state=state) if state else found


def staff_in(region: Region, on: date) -> "QuerySet[Staff]":
    """Return who works in social assistance in a division on a day, cadres without an account here too (R-801)."""
    return Staff.objects.filter(holding(on), works_in__startswith=region.code).order_by("pk")


def waiting_filings(region: Region) -> dict[str, list[int]]:
    """Return kind → filings of a division that nobody has accepted or refused."""
    kinds = (Relative, CardKeeping, Proxy, Authorisation)
    return {
        kind.__name__: list(
            kind._default_manager.filter(state="proposed", region__startswith=region.code)
            .order_by("filed_on", "pk")
            .values_list("pk", flat=True)
        )
        for kind in kinds
    }


def focus_list(region: Region, on: date) -> list[InFocus]:
    """Return whose money passes through another's hands (R-729): by proxy, or with a card somebody keeps."""
    drawn = list(proxies(region, on).values_list("person_id", "cause", "agent_id"))
    kept = list(cards_kept(region, on).values_list("person_id", "cause", "keeper_id"))
    called = names([key for person, _, other in drawn + kept for key in (person, other)])
    return [
        InFocus(person, called[person], f"{what}：{cause}", called[other])
        for what, rows in (("代取", drawn), ("代管卡折", kept))
        for person, cause, other in rows
    ]


def counted(region: Region, on: date, *, since: date) -> Counted:
    """Return what the dashboard counts in a division on a day; handouts from `since` to that day."""
    kin = relatives_of_officers(region, on)
    inside = Membership.objects.filter(holding(on), person_id__among=[one.person_id for one in kin])
    kept = list(cards_kept(region, on).values_list("is_staff", flat=True))
    run_out = sum(
        kind._default_manager.filter(state="confirmed", until_on__lte=on, region__startswith=region.code).count()
        for kind in (Relative, CardKeeping, Proxy, Authorisation)
    )
    given = GoodsHandout.objects.filter(region__startswith=region.code, given_on__gte=since, given_on__lte=on)
    return Counted(
        kin_filings=len(kin),
        kin_households=inside.values("household_id").distinct().count(),
        kin_persons=len({one.person_id for one in kin}),
        cards_kept=len(kept),
        cards_kept_by_staff=sum(kept),
        proxies=proxies(region, on).count(),
        waiting=sum(map(len, waiting_filings(region).values())),
        run_out=run_out,
        handouts_fen=sum(given.values_list("value_fen", flat=True)),
        cards_undelivered=undelivered_cards(region).count(),
    )
