"""加发对象: which members get the top-up, each of them once (F5, YC-2022-2#2.3.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingbai.policy.ages import age_on
from mingbai.policy.facts import UnknownFact
from mingbai.policy.parameters import Parameters

OLD, MINOR = "老年人", "未成年人"  # the two categories that follow from age


@dataclass(frozen=True)
class Member:
    """One counted member of a household."""

    born_on: date | None
    categories: frozenset[str] = frozenset()  # categories shown by papers, such as 重度残疾


def member_categories(member: Member, parameters: Parameters) -> tuple[str, ...]:
    """
    Return the categories that give a member the top-up, in the order of the local list; empty for none.

    Age counts on the day of the parameters (the month's first day). Raises UnknownFact
    when the day of birth is unknown and nothing else decides.
    """
    listed = parameters.words("top_up_categories")
    shown = [category for category in listed if category in member.categories]
    if not shown and member.born_on is None and {OLD, MINOR} & set(listed):
        raise UnknownFact("Member", "born_on")
    by_age = _age_categories(member.born_on, parameters) if member.born_on else frozenset()
    return tuple(category for category in listed if category in shown or category in by_age)


def priority_member_count(members: Iterable[Member], parameters: Parameters) -> int:
    """Return how many members get the top-up: each once, however many categories apply."""
    return sum(bool(member_categories(member, parameters)) for member in members)


def _age_categories(born_on: date, parameters: Parameters) -> frozenset[str]:
    age = age_on(born_on, parameters.on)
    old = {OLD} if age >= parameters.number("old_age") else set()
    return frozenset(old | ({MINOR} if age < parameters.number("minor_age") else set()))
