"""Searching: a question taken apart, what of it is kept, whom it means, and what was not looked through for it."""

import pytest

from mingbai.offices.actor import working_as
from mingbai.people import actions, queries
from mingbai.people.queries import searching
from mingbai.people.tests.families import CARD, COUNTY, DAY, OTHER_VILLAGE, VILLAGE, Bureau, bureau, id_number


@pytest.fixture
def office(desk: str) -> Bureau:
    return bureau()


@pytest.mark.parametrize(
    ("typed", "name", "end", "whole", "kept"),
    [
        ("", "", "", "", ""),
        ("  王芳  ", "王芳", "", "", "王芳"),
        ("王芳 1234", "王芳", "1234", "", "王芳 1234"),
        ("01001X 王芳", "王芳", "01001X", "", "****001X 王芳"),
        ("12", "", "", "", "12"),
        ("6299 9900 0099 0000 006", "", "", CARD, "****0006"),
        (id_number(1), "", "", id_number(1), f"****{id_number(1)[-4:]}"),
        (f"王芳 {id_number(1)}", "王芳", "", id_number(1), f"王芳 ****{id_number(1)[-4:]}"),
        ("欧阳 小 明", "欧阳 小 明", "", "", "欧阳 小 明"),
    ],
)
def test_a_question_is_taken_apart_and_of_a_number_only_the_end_is_kept(
    typed: str, name: str, end: str, whole: str, kept: str
) -> None:
    asked = queries.asked(typed)
    assert (asked.name, asked.end, asked.whole, asked.kept) == (name, end, whole, kept)


def found(typed: str, *households: int) -> list[str]:
    return [one.name for one in queries.search(queries.asked(typed), households, COUNTY, DAY).persons]


def test_a_person_is_found_by_whatever_an_officer_has_in_hand(office: Bureau) -> None:
    with working_as(office.handler):
        wang, zhao = office.person("王芳"), office.person("赵强", region=OTHER_VILLAGE)
        home = office.household(wang, number="H77")
        office.account(wang, "王芳", number=CARD)
        number = queries.opened_numbers([wang])[wang]
        by = (number, number[-4:], number[-6:], f"王 {number[-4:]}", "王芳", "wang", CARD, CARD[-4:], CARD[-6:], "H77")
        for typed in by:
            assert found(typed) == ["王芳"], typed
        assert found("没有这样的人", home) == ["王芳"]  # whom other stages know by the question
        for typed in ("", "赵 0000", f"赵强 {number[-4:]}", "9" + CARD[-4:], "H7"):
            assert found(typed) == [], typed
        assert queries.search(queries.asked("赵强"), (), VILLAGE, DAY).persons == []
        assert [one.person_id for one in queries.search(queries.asked("赵"), (), COUNTY, DAY).persons] == [zhao]


def test_where_too_many_numbers_must_be_opened_none_is_and_that_is_said(
    office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_as(office.handler):
        first, _second = office.person("王芳"), office.person("赵强")
        end = queries.opened_numbers([first])[first][-4:]
        monkeypatch.setattr(searching, "OPENED", 1)

        wide = queries.search(queries.asked(end), (), COUNTY, DAY)
        assert (wide.persons, wide.is_too_wide) == ([], True)
        named = queries.search(queries.asked(f"王芳 {end}"), (), COUNTY, DAY)
        assert ([one.person_id for one in named.persons], named.is_too_wide) == ([first], False)


def test_more_than_fit_into_one_answer_are_cut_and_that_is_said(
    office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_as(office.handler):
        for name in ("王一", "王二", "王三"):
            office.person(name)
        monkeypatch.setattr(searching, "MOST", 2)

        told = queries.search(queries.asked("王"), (), COUNTY, DAY)
        assert (len(told.persons), told.is_cut) == (2, True)


def test_what_was_ever_entered_is_there_after_it_ended(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("王芳")
        home = office.household(person)
        account = office.account(person, "王芳", number=CARD)
        actions.close_account(account_id=account, reason="销户", until_on=DAY, by=office.handler, at=office.at)
        (member,) = queries.memberships([person])
        assert (member.household_id, member.is_head) == (home, True)
        assert [one.person_id for one in queries.members_ever([home])] == [person]
        assert [one.state for one in queries.accounts_ever([person])] == ["closed"]
        keeper = office.person("李四")
        office.keeping(person, keeper)
        (filed,) = queries.filings_of([person])
        assert (filed.kind[0], filed.subject.split("/")[0]) == ("代管备案", "people.cardkeeping")
