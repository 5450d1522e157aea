"""Whose benefit it is must be sure before anybody is asked to hold it."""

import pytest

from mingbai.rules.catalogue import rule
from mingbai.rules.examples import try_example
from mingbai.rules.rule import Example, Row

TEKUN: dict[str, object] = {"programme": "tekun_rural"}


def twice(**tables: list[Row]) -> tuple[str, bool]:
    """Return tier and proposed hold of the one finding that a person is twice in a programme."""
    (found,) = try_example(rule("RK-201"), Example("两次", "twice", (1,), tables, None))
    return found["match_tier"], found["proposes_hold"]


def approved(head: object, name: str, household: str) -> Row:
    return TEKUN | {"head_id": head, "head_name": name, "household_id": household}


def test_a_person_approved_twice_by_number_and_name_may_be_held() -> None:
    assert twice(approvals=[approved(1, "王某", "H1"), approved(1, "王某", "H2")]) == ("A", True)


def test_a_member_listed_twice_is_as_sure_as_an_approved_head() -> None:
    members: list[Row] = [{"person_id": 2, "household_id": "H1"}, {"person_id": 2, "household_id": "H2"}]
    approvals: list[Row] = [{"head_id": 1, "household_id": "H1"}, {"head_id": 3, "household_id": "H2"}]
    assert twice(approvals=approvals, members=members) == ("A", True)


def test_a_person_whom_only_the_roster_names_twice_may_be_a_guardian_and_is_never_held() -> None:
    roster: list[Row] = [TEKUN | {"payee_id": 1, "household_id": name} for name in ("H1", "H2")]
    assert twice(roster=roster) == ("B", False)


def test_one_approval_does_not_tell_whom_an_unapproved_roster_line_is_meant_for() -> None:
    roster: list[Row] = [TEKUN | {"payee_id": 1, "household_id": name} for name in ("H1", "H2")]
    assert twice(approvals=[TEKUN | {"head_id": 1, "household_id": "H1"}], roster=roster) == ("B", False)


@pytest.mark.parametrize(("number", "names"), [(1, ("王某", "王曾用")), ("999901197001010016", ("王某", "王某"))])
def test_another_name_or_an_impossible_number_is_asked_about_and_never_held(
    number: object, names: tuple[str, str]
) -> None:
    both = [approved(number, name, household) for name, household in zip(names, ("H1", "H2"), strict=True)]
    assert twice(approvals=both) == ("B", False)
