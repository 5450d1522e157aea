"""What was ever entered of some persons: which households they belonged to, their accounts, what was filed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from mingbai.people.models import Account, Authorisation, CardKeeping, Filing, Membership, Proxy, Relative

FILINGS: tuple[tuple[Any, tuple[str, str]], ...] = (
    (Relative, ("近亲属备案", "filed as near kin of staff")),
    (Proxy, ("代取授权", "somebody draws for")),
    (CardKeeping, ("代管备案", "card kept by another")),
    (Authorisation, ("核对授权", "allowed data to be looked up")),
)


@dataclass(frozen=True)
class Filed:
    """One filing and what it is called in Chinese and English."""

    kind: tuple[str, str]
    filing: Filing

    @property
    def subject(self) -> str:
        """Return how the log calls it."""
        return f"{self.filing._meta.label_lower}/{self.filing.pk}"


def memberships(person_ids: Collection[int]) -> "QuerySet[Membership]":
    """Return every membership of these persons, ended ones too, the latest first, with its household."""
    found = Membership.objects.filter(person_id__among=list(person_ids)).select_related("household")
    return found.order_by("-from_on", "-pk")


def members_ever(household_ids: Collection[int]) -> "QuerySet[Membership]":
    """Return who ever belonged to these households, the heads first, those who left last, with the persons."""
    found = Membership.objects.filter(household_id__among=list(household_ids)).select_related("person")
    return found.order_by("household_id", F("until_on").desc(nulls_first=True), "-is_head", "pk")


def accounts_ever(person_ids: Collection[int]) -> "QuerySet[Account]":
    """Return every account these persons ever had, the latest first (R-712)."""
    found = Account.objects.filter(person_id__among=list(person_ids)).select_related("person")
    return found.order_by("-from_on", "-pk")


def filings_of(person_ids: Collection[int]) -> list[Filed]:
    """Return what was filed about these persons, ended and refused filings too; one query for each of four kinds."""
    wanted = list(person_ids)
    return [
        Filed(title, filing)
        for model, title in FILINGS
        for filing in model._default_manager.filter(person_id__among=wanted).order_by("-filed_on", "-pk")
    ]
