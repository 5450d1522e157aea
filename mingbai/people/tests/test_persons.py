"""Persons and households as handlers keep them: once each, found by number, shown masked, corrected visibly."""

from datetime import date

import pytest

from mingbai.evidence.models import Act
from mingbai.kernel.identity import BadId
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotInOffice, NotListed, NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.people import actions, queries
from mingbai.people.models import Household, Membership, Person
from mingbai.people.refused import Deceased, KnownAlready, NoReason, NotThere, OutOfPlace, Unusable
from mingbai.people.tests.families import DAY, OTHER_VILLAGE, VILLAGE, Bureau, bureau, id_number

LATER = date(2026, 1, 6)


@pytest.fixture
def office(desk: str) -> Bureau:
    return bureau()


# ------------------------------------------------------------------ persons


@pytest.mark.requirement("R-215")
def test_a_person_is_found_by_every_spelling_of_the_number(office: Bureau) -> None:
    with working_as(office.handler):
        made = office.person("欧阳 建国")
        number = queries.opened_numbers([made])[made]
        for spelling in (
            number,
            f" {number} ",
            number.lower(),
            number[:6] + "-" + number[6:],
            number[:6] + number[8:17],
        ):
            found = queries.find_by_id_number(spelling)
            assert found is not None
            assert (found.pk, found.name, found.name_key) == (made, "欧阳建国", "ou yang jian guo")
        assert queries.find_by_id_number(id_number(999)) is None
        assert queries.persons_by_numbers([number, id_number(998), "坏"]) == {number: made}


def test_what_is_kept_of_a_number_is_sealed_indexed_and_what_it_tells(office: Bureau) -> None:
    with working_as(office.handler):
        person = Person.objects.get(pk=office.person(born="19550607"))
        number = queries.opened_numbers([person.pk])[person.pk]
        assert (person.born_on, person.sex, person.id_is_valid) == (date(1955, 6, 7), "男", True)
        assert number.encode() not in bytes(person.id_sealed) + bytes(person.id_index)
        assert queries.hints([person.pk]) == {person.pk: f"999901****{number[-4:]}"}
        assert queries.opened_phones([person.pk]) == {person.pk: "13800138000"}


def test_a_number_that_is_none_is_refused_with_what_is_wrong_with_it(office: Bureau) -> None:
    with working_as(office.handler):
        for number, reason in ((id_number(1)[:-1] + "0", "check"), ("110101", "length"), ("9999******1234", "masked")):
            with pytest.raises(BadId) as refused:
                actions.register_person(region=VILLAGE, name="某", id_number=number, by=office.handler, at=office.at)
            assert refused.value.reason == reason


@pytest.mark.requirement("R-913")
def test_nobody_is_registered_twice_wherever_the_first_record_lies(office: Bureau) -> None:
    with working_as(office.handler):
        number = queries.opened_numbers([made := office.person("李四", region=OTHER_VILLAGE)])[made]
        with pytest.raises(KnownAlready, match="李四"):
            actions.register_person(region=VILLAGE, name="李四", id_number=number, by=office.handler, at=office.at)
    with working_as(office.clerk):
        assert queries.find_by_id_number(number) is None
        with pytest.raises(KnownAlready, match="elsewhere"):
            actions.register_person(region=VILLAGE, name="李四", id_number=number, by=office.clerk, at=office.at)


def test_people_live_in_villages_and_townships(office: Bureau) -> None:
    with working_as(office.handler), pytest.raises(Unusable, match="too large"):
        office.person(region=Region("999901"))


def test_a_corrected_name_leaves_the_former_one_in_the_history(office: Bureau) -> None:
    with working_as(office.handler):
        made = office.person("王武")
        actions.correct_name(person_id=made, name="王五", by=office.handler, at=office.at)
        events = Person.pgh_event_model.objects.filter(pgh_obj_id=made).order_by("pgh_id")  # type: ignore[attr-defined]
        assert list(events.values_list("name", flat=True)) == ["王武", "王五"]
        with pytest.raises(Unusable, match="name"):
            actions.correct_name(person_id=made, name=" ", by=office.handler, at=office.at)


# ------------------------------------------------------------------ who may


@pytest.mark.requirement("R-002")
def test_only_who_is_listed_for_keeping_data_enters_people(office: Bureau) -> None:
    unlisted = office.county.post(office.county.office(Kind.CIVIL_AFFAIRS, name="又一科"), Role.HANDLER)
    with working_as(unlisted):
        with pytest.raises(NotListed):
            office.person(by=unlisted)
        with pytest.raises(NotYours, match="经办人"):
            office.person(by=office.reviewer)


def test_a_township_enters_only_its_own(office: Bureau) -> None:
    with working_as(office.clerk):
        office.person(by=office.clerk)
        with pytest.raises(OutOfPlace):
            office.person(region=OTHER_VILLAGE, by=office.clerk)


def test_who_has_left_office_does_nothing_more(office: Bureau) -> None:
    from mingbai.offices import actions as offices

    offices.end_post(
        post_id=office.handler.post_id, until_on=DAY, reason="调离", by=office.county.administrator(), at=office.at
    )
    with working_as(office.handler), pytest.raises(NotInOffice):
        office.person()


# ------------------------------------------------------------------ households


def test_members_of_a_household_on_a_day_with_the_head_first(office: Bureau) -> None:
    with working_as(office.handler):
        wife, head = office.person("甲"), office.person("乙")
        home = office.household()
        office.member(home, wife)
        office.member(home, head, is_head=True)
        left = queries.members([home], DAY)[home][1]
        actions.end_membership(
            membership_id=left.membership_id, until_on=LATER, reason="迁出", by=office.handler, at=office.at
        )
        assert [one.person_id for one in queries.members([home], DAY)[home]] == [head, wife]
        assert [one.person_id for one in queries.members([home], LATER)[home]] == [head]
        with pytest.raises(Unusable, match="already"):
            actions.end_membership(
                membership_id=left.membership_id, until_on=LATER, reason="x", by=office.handler, at=office.at
            )


def test_nobody_belongs_to_two_households_at_once_but_to_one_after_the_other(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person()
        first, second = office.household(person), office.household(office.person())
        with pytest.raises(Refused, match="another household"):
            office.member(second, person)
        (one,) = queries.members([first], DAY)[first]
        actions.end_membership(
            membership_id=one.membership_id, until_on=LATER, reason="迁出", by=office.handler, at=office.at
        )
        office.member(second, person, from_on=LATER)
        assert queries.household_of(person, DAY) == first
        assert queries.household_of(person, LATER) == second


def test_a_household_has_one_head_and_its_county_one_household_of_a_number(office: Bureau) -> None:
    with working_as(office.handler):
        home = office.household(office.person(), number="H100")
        with pytest.raises(Refused, match="has a head"):
            office.member(home, office.person(), is_head=True)
        with pytest.raises(Refused, match="household of that number"):
            office.household(number="H100", region=OTHER_VILLAGE)
        assert queries.households_by_numbers(VILLAGE, ["H100", "H101"]) == {"H100": home}


def test_a_closed_household_takes_nobody_and_its_members_have_left(office: Bureau) -> None:
    with working_as(office.handler):
        home = office.household(office.person())
        actions.close_household(household_id=home, closed_on=LATER, reason="户主去世", by=office.handler, at=office.at)
        assert queries.members([home], LATER) == {}
        with pytest.raises(Unusable, match="closed"):
            office.member(home, office.person(), from_on=LATER)
        assert [one.pk for one in queries.households_in(VILLAGE, DAY)] == [home]
        assert not queries.households_in(VILLAGE, LATER)


def test_the_dead_join_nothing(office: Bureau) -> None:
    with working_as(office.handler):
        person, home = office.person(), office.household()
        actions.note_death(person_id=person, died_on=DAY, by=office.handler, at=office.at)
        with pytest.raises(Deceased):
            office.member(home, person)
        with pytest.raises(Unusable, match="future"):
            actions.note_death(person_id=person, died_on=date(2026, 2, 1), by=office.handler, at=office.at)


def test_a_household_moves_with_its_people_their_accounts_and_filings(office: Bureau) -> None:
    with working_as(office.handler):
        person, agent = office.person("甲"), office.person("乙")
        home, account, filing = office.household(person), office.account(person, "甲"), office.proxy(person, agent)
        actions.move_household(
            household_id=home, region=OTHER_VILLAGE, on=DAY, reason="搬迁", by=office.handler, at=office.at
        )
    with working_as(office.clerk):
        assert not Household.objects.filter(pk=home)
        assert not Person.objects.filter(pk=person)
        assert not queries.accounts([account])
    with working_as(office.handler):
        assert queries.persons([person])[person].region == OTHER_VILLAGE.code
        assert queries.accounts([account])[account].region == OTHER_VILLAGE.code
        assert [one.pk for one in queries.proxies(OTHER_VILLAGE, DAY)] == [filing]
        assert Membership.objects.get(household_id=home).region == OTHER_VILLAGE.code


# ------------------------------------------------------------------ sealed fields


@pytest.mark.requirement("R-1505")
def test_a_field_is_shown_whole_to_caseworkers_for_a_reason_that_is_logged(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        office.household(person)
        office.account(person, "甲")
        actions.note_fact(
            person_id=person, kind=actions.FactKind.DISABILITY, level="肢体二级", source="残联", from_on=DAY,
            by=office.handler, at=office.at,
        )  # fmt: skip
        seen = {
            field: actions.reveal(person_id=person, field=field, reason="入户核对身份", by=office.handler, at=office.at)
            for field in ("id_number", "phone", "address", "account", "health")
        }
        assert seen == {
            "id_number": queries.opened_numbers([person])[person],
            "phone": "13800138000",
            "address": "示范县城关镇东街社区3组12号",
            "account": "6299990000990000006",
            "health": "肢体二级",
        }
        acts = Act.objects.filter(type="people.revealed", subject=f"people.person/{person}#revealed")
        assert [(act.by, act.region) for act in acts] == [(office.handler.id, VILLAGE.code)] * 5


def test_nothing_is_shown_without_a_reason_to_the_wrong_role_or_beyond_the_division(office: Bureau) -> None:
    bank = office.county.post(office.county.office(Kind.BANK), Role.TELLER)
    with working_as(office.handler):
        person = office.person(region=OTHER_VILLAGE)
        before = Act.objects.count()
        for reason in ("", "看看", "    "):
            with pytest.raises(NoReason):
                actions.reveal(person_id=person, field="phone", reason=reason, by=office.handler, at=office.at)
        with pytest.raises(NotYours):
            actions.reveal(person_id=person, field="phone", reason="代发核对账户", by=bank, at=office.at)
        with pytest.raises(Unusable, match="no field"):
            actions.reveal(person_id=person, field="salary", reason="入户核对身份", by=office.handler, at=office.at)
    with working_as(office.clerk), pytest.raises(NotThere):
        actions.reveal(person_id=person, field="phone", reason="入户核对身份", by=office.clerk, at=office.at)
    assert Act.objects.count() == before


def test_facts_of_health_stay_sealed_and_end(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person()
        made = actions.note_fact(
            person_id=person, kind=actions.FactKind.ILLNESS, level="尿毒症", source="医保", from_on=DAY,
            by=office.handler, at=office.at,
        )  # fmt: skip
        (fact,) = queries.opened_health([person], DAY)[person]
        assert (fact.kind, fact.level, fact.source) == ("illness", "尿毒症", "医保")
        actions.end_fact(fact_id=made, until_on=LATER, by=office.handler, at=office.at)
        assert queries.opened_health([person], LATER) == {}
        assert "尿毒症" not in str(list(Act.objects.values_list("commitments", flat=True)))


def test_lists_run_in_the_order_of_the_sounds_of_names(office: Bureau) -> None:
    with working_as(office.handler):
        for name in ("张三", "单雄信", "阿依古丽·买买提", "李四"):
            office.person(name)
        named = [person.name for person in queries.persons_in(VILLAGE)]
        assert named == ["阿依古丽·买买提", "李四", "单雄信", "张三"]
        assert [person.name for person in queries.persons_named(VILLAGE, " 李")] == ["李四"]
