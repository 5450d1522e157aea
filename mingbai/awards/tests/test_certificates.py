"""A certificate is one household's: its members share it, another household never has it, what is refused frees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction

from mingbai.awards import actions, queries
from mingbai.awards.models import Award, Decision
from mingbai.awards.stock import refuse_stock
from mingbai.awards.tests.cases import COUNTY, Office, office
from mingbai.awards.tests.test_stock import OCTOBER, counted, dibao, taken, tekun
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.people.tests.families import OTHER_CARD
from mingbai.people.tests.lists import WIFE, family

CARE = {"救助类别": "残疾人护理补贴", "保障人数": "1", "核定金额": "100.00", "加发人数": "", "家庭年收入": ""}
OF_THE_WIFE = {"户主身份证号": WIFE, "户主姓名": "钱二", "户名": "钱二", "银行账号": OTHER_CARD}
SHARING = "CONSTRAINT awards_shares_its_households_certificate"


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def care(**given: str) -> dict[str, str]:
    return dibao(**(CARE | {"救助证号": "C1"} | given))


def certified(town: Office) -> Award:
    """Return an award of a household whose certificate is C1."""
    household, people = town.family()
    return town.approved(town.proposed(household, people), certificate_no="C1").award


def two_of_one_household() -> list[dict[str, str]]:
    return [care(), care(**OF_THE_WIFE)]


def numbers() -> list[tuple[str | None, bool]]:
    rows = Award.objects.order_by("id").values_list("certificate_no", "certificate_of")
    return [(number, shares is not None) for number, shares in rows]


def test_two_disabled_people_of_one_household_stand_under_its_certificate(town: Office, tmp_path: Path) -> None:
    done = taken(town, tmp_path, two_of_one_household())
    assert (done.awards, [one for one in done.conflicts if not one.is_taken]) == (2, [])
    assert numbers() == [("C1", False), ("C1", True)]
    counted(town, done.batch_id)
    assert [line.amount_fen for line in queries.lines(COUNTY, OCTOBER)] == [10_000, 10_000]


def test_a_later_file_adds_the_second_of_a_household(town: Office, tmp_path: Path) -> None:
    first, second = two_of_one_household()
    taken(town, tmp_path / "1", [first])
    assert taken(town, tmp_path / "2", [second]).awards == 1
    assert numbers() == [("C1", False), ("C1", True)]


def test_another_household_is_refused_in_the_same_file_and_in_a_later_one(town: Office, tmp_path: Path) -> None:
    strange = tekun(**(CARE | {"救助证号": "C1"}))
    for folder, rows in (("1", [care(), strange]), ("2", [strange])):
        (told,) = (one for one in taken(town, tmp_path / folder, rows, family()).conflicts if not one.is_taken)
        assert told.code == "certificate"
        assert "另一户家庭" in told.zh
        assert "another household" in told.en
    assert numbers() == [("C1", False)]


def test_a_refused_stock_gives_its_numbers_back(town: Office, tmp_path: Path) -> None:
    batch = taken(town, tmp_path / "1", two_of_one_household()).batch_id
    assert batch is not None
    assert refuse_stock(batch_id=batch, reason="台账有误", by=town.bureau.reviewer, at=town.at) == 2
    assert numbers() == [(None, False)] * 2
    done = taken(town, tmp_path / "2", [care(核定金额="110.00"), tekun(**(CARE | {"救助证号": "Z1"}))])
    assert (done.awards, [one for one in done.conflicts if not one.is_taken]) == (2, [])


def test_the_number_of_a_refused_line_is_its_households_others_from_then_on(town: Office, tmp_path: Path) -> None:
    taken(town, tmp_path, two_of_one_household())
    first = Decision.objects.order_by("award_id")[0]
    actions.refuse_decision(decision_id=first.pk, reason="已死亡", by=town.reviewer, at=town.at)
    assert numbers() == [(None, False), ("C1", False)]


def test_a_number_given_when_an_award_is_confirmed_is_shared_within_the_household_only(town: Office) -> None:
    one = certified(town)
    town.stopped(one, month=Month(2026, 11))
    people = list(Decision.objects.get(award=one, version=1).members)
    again = town.proposed(one.household_id, people)
    other, strangers = town.family()
    with pytest.raises(Refused, match="another household"):
        town.approved(town.proposed(other, strangers), certificate_no="C1")
    assert town.approved(again, certificate_no="C1").award.certificate_of == one


@pytest.mark.parametrize(
    ("wrong", "guarantee"),
    [
        pytest.param(("C1", False), "INDEX awards_one_certificate", id="the same number, shared with nobody"),
        pytest.param(("C1", True), SHARING, id="shared with another household"),
        pytest.param((None, True), "CONSTRAINT awards_shares_some_certificate", id="shared, but which"),
    ],
)
def test_the_database_keeps_a_number_to_one_household_whoever_writes(
    fresh_desk: str, wrong: tuple[str | None, bool], guarantee: str
) -> None:
    with scope(NATION):
        town = office()
        one, other = certified(town), town.granted()

    def write() -> None:
        with scope(NATION), transaction.atomic():
            number, shares = wrong
            Award.objects.filter(pk=other.pk).update(certificate_no=number, certificate_of=one if shares else None)

    with pytest.raises(IntegrityError):
        write()
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"{'' if 'INDEX' in guarantee else 'ALTER TABLE awards_award '}DROP {guarantee}")
    write()
