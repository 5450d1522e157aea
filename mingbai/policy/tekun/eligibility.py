"""无劳动能力: which persons may be supported for their age or disability (LAW-2026#16, MF-2021-43#5)."""

from dataclasses import dataclass
from datetime import date

from mingbai.policy.ages import age_on
from mingbai.policy.disability import Disability
from mingbai.policy.facts import UnknownFact
from mingbai.policy.parameters import Parameters


@dataclass(frozen=True)
class Applicant:
    """Age, schooling and disabilities of a person."""

    born_on: date | None
    school_level: str = ""  # empty when not at school
    disabilities: tuple[Disability, ...] = ()


def is_unable_to_work(person: Applicant, parameters: Parameters, *, supported_as_minor: bool = False) -> bool:
    """
    Return whether the law takes a person to be unable to work, on the day of the parameters.

    Old, under age, or with a listed disability; a minor already supported stays so
    while in compulsory or upper-secondary school. Raises UnknownFact without a day of birth.
    """
    if any(_is_listed(card, parameters) for card in person.disabilities):
        return True
    if person.born_on is None:
        raise UnknownFact("Applicant", "born_on")
    age = age_on(person.born_on, parameters.on)
    at_school = any(word in person.school_level for word in parameters.words("tekun_school_levels"))
    by_age = age >= parameters.number("tekun_old_age") or age < parameters.number("tekun_minor_age")
    return by_age or (supported_as_minor and at_school)


def _is_listed(card: Disability, parameters: Parameters) -> bool:
    return any(card.kind == kind and card.level <= weakest for kind, weakest in parameters.table("tekun_disability"))
