"""An opening stock taken in: everybody once, again without effect, and what contradicts told row by row."""

from datetime import date
from pathlib import Path

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_policy, installed_ring, log_key
from mingbai.evidence.models import Act, Lot
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import verify
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours
from mingbai.people import actions, audit, queries
from mingbai.people.models import Account, Household, Import, Membership, Person
from mingbai.people.refused import OutOfPlace, SamePerson, Unusable, WrongState
from mingbai.people.stock import Brought, confirm_import, import_people, read_stock, refuse_import
from mingbai.people.tests.families import CARD, COUNTY, DAY, OTHER_CARD, OTHER_VILLAGE, TOWN, VILLAGE, Bureau, bureau
from mingbai.people.tests.lists import HEAD, OTHER, SON, WIFE, Rows, approval, family, folder, member

MONTH, FIRST = Month(2026, 1), date(2026, 1, 1)


@pytest.fixture
def office(desk: str) -> Bureau:
    return bureau()


def brought(office: Bureau, path: Path, approvals: Rows, members: Rows = ()) -> Brought:
    """Take lists in as the county's handler."""
    with working_as(office.handler), read_stock(folder(path, approvals, members), month=MONTH) as stock:
        return import_people(stock=stock, region=COUNTY, by=office.handler, at=office.at)


def codes(done: Brought) -> list[tuple[str, int]]:
    return [(conflict.code, conflict.place.row) for conflict in done.conflicts]


def counts(done: Brought) -> tuple[int, ...]:
    return done.persons, done.households, done.memberships, done.accounts, done.facts


@pytest.mark.requirement("R-215")
def test_a_family_comes_in_with_its_members_account_and_facts(office: Bureau, tmp_path: Path) -> None:
    done = brought(office, tmp_path, [approval()], family())
    assert (counts(done), done.conflicts, done.refused) == ((3, 1, 3, 1, 2), [], [])
    with working_as(office.handler):
        head = queries.find_by_id_number(HEAD)
        wife = queries.find_by_id_number(WIFE)
        assert head is not None
        assert wife is not None
        assert (head.name, head.region, head.brought_by_id, head.made_by) == (
            "赵一", VILLAGE.code, done.import_id, office.handler.id,
        )  # fmt: skip
        home = Household.objects.get(number="H1")
        assert home.opened_on == date(2025, 3, 1)
        assert queries.opened_addresses([home.pk]) == {home.pk: "示范县城关镇东街3组12号"}
        assert [(one.name, one.relation, one.is_head) for one in queries.members([home.pk], FIRST)[home.pk]] == [
            ("赵一", "户主", True), ("钱二", "配偶", False), ("赵三", "子女", False),
        ]  # fmt: skip
        facts = queries.opened_health([wife.pk], FIRST)[wife.pk]
        assert [(fact.kind, fact.level) for fact in facts] == [("disability", "肢体二级"), ("category", "重度残疾")]
        account = Account.objects.get()
        assert (account.person_id, account.holder, account.state, account.from_on) == (
            head.pk,
            "self",
            "proposed",
            FIRST,
        )
        assert queries.opened_numbers([head.pk]) == {head.pk: HEAD}
        assert queries.opened_accounts([account.pk]) == {account.pk: CARD}


def test_the_same_lists_again_bring_nothing_and_further_ones_what_is_new(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "1", [approval()], family())
    again = brought(office, tmp_path / "2", [approval()], family())
    assert (again.import_id, counts(again), again.conflicts) == (None, (0, 0, 0, 0, 0), [])
    assert Act.objects.filter(type="people.imported_nothing").count() == 1
    more = brought(office, tmp_path / "3", [approval()], [*family(), member(OTHER, "赵四")])
    assert counts(more) == (1, 0, 1, 0, 0)
    with working_as(office.handler):
        assert (Person.objects.count(), Household.objects.count(), Import.objects.count()) == (4, 1, 2)


def test_rows_that_no_reader_can_use_are_told_as_a_check_tells_them(office: Bureau, tmp_path: Path) -> None:
    rows = [
        approval(),
        approval(家庭编号="H2", 户主身份证号="9999******1234"),
        approval(家庭编号="H3", 享受起始月="某月"),
    ]
    done = brought(office, tmp_path, rows, family())
    assert [(refusal.table, refusal.place.row) for refusal in done.refused] == [("approvals", 3), ("approvals", 4)]
    assert "已脱敏" in done.refused[0].zh
    assert counts(done)[1] == 1
    with working_as(office.handler):
        assert Import.objects.get().refused == 2


def test_a_number_that_is_none_comes_in_as_such_for_a_rule_to_find(office: Bureau, tmp_path: Path) -> None:
    wrong = HEAD[:-1] + ("0" if HEAD[-1] != "0" else "1")
    brought(office, tmp_path, [approval(户主身份证号=wrong)])
    with working_as(office.handler):
        person = Person.objects.get()
        assert (person.id_is_valid, person.born_on, person.sex) == (False, None, "")
        assert queries.opened_numbers([person.pk]) == {person.pk: wrong}


# ------------------------------------------------------------------ what contradicts


def test_the_same_number_under_another_name_is_told_and_not_overwritten(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "1", [approval()], family())
    done = brought(office, tmp_path / "2", [approval(户主姓名="孙九", 户名="孙九")], family())
    assert codes(done) == [("other_name", 2)]
    assert "赵一" in done.conflicts[0].zh
    assert HEAD not in done.conflicts[0].zh + done.conflicts[0].en
    with working_as(office.handler):
        assert queries.find_by_id_number(HEAD).name == "赵一"  # type: ignore[union-attr]


@pytest.mark.requirement("R-216")
def test_who_stands_in_two_households_comes_into_the_first(office: Bureau, tmp_path: Path) -> None:
    two = [approval(), approval(家庭编号="H2", 户主身份证号=OTHER, 户主姓名="孙九", 户名="孙九", 银行账号=OTHER_CARD)]
    done = brought(office, tmp_path, two, [*family(), member(SON, "赵三", 家庭编号="H2")])
    assert codes(done) == [("other_household", 5)]
    with working_as(office.handler):
        son = queries.find_by_id_number(SON)
        assert son is not None
        assert Membership.objects.get(person=son).household.number == "H1"


def test_another_head_village_account_or_fact_than_known_is_told(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "1", [approval()], family())
    changed = family()
    changed[1]["残疾类别等级"] = "视力一级"
    done = brought(office, tmp_path / "2", [approval(银行账号=OTHER_CARD)], changed)
    assert codes(done) == [("other_fact", 3), ("other_account", 2)]
    head = brought(office, tmp_path / "3", [approval(户主身份证号=OTHER, 户主姓名="孙九", 户名="孙九")])
    assert codes(head) == [("other_head", 2)]
    moved = brought(office, tmp_path / "4", [approval(行政区划代码=OTHER_VILLAGE.code)])
    assert codes(moved) == [("other_village", 2)]
    with working_as(office.handler):
        assert [queries.opened_accounts([one.pk])[one.pk] for one in Account.objects.filter(state="proposed")] != []
        assert Household.objects.get(number="H1").region == VILLAGE.code


def test_a_member_of_no_household_and_a_household_of_no_village_are_told(office: Bureau, tmp_path: Path) -> None:
    rows = [approval(行政区划代码="999901"), approval(家庭编号="H2", 行政区划代码="999902101001")]
    done = brought(office, tmp_path, rows, [member(SON, "赵三", 家庭编号="H9")])
    assert codes(done) == [("too_large", 2), ("outside", 3), ("no_approval", 2)]
    assert counts(done) == (0, 0, 0, 0, 0)


def test_a_member_whose_household_is_known_joins_it_without_its_line(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "a", [approval()], family()[:1])

    done = brought(office, tmp_path / "b", [], [member(SON, "赵三")])

    assert codes(done) == []
    assert counts(done) == (1, 0, 1, 0, 0)


def test_who_is_registered_in_another_division_is_told_and_not_shown(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "1", [approval(行政区划代码=OTHER_VILLAGE.code)])
    path = folder(tmp_path / "2", [approval(家庭编号="H7")])
    with working_as(office.clerk), read_stock(path, month=MONTH) as stock:
        done = import_people(stock=stock, region=TOWN, by=office.clerk, at=office.at)
    assert codes(done) == [("elsewhere", 2)]
    assert "赵一" not in done.conflicts[0].zh
    assert counts(done) == (0, 1, 0, 0, 0)


def test_the_dead_are_not_taken_in_again(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path / "1", [approval()], family())
    with working_as(office.handler):
        son = queries.find_by_id_number(SON)
        assert son is not None
        actions.note_death(person_id=son.pk, died_on=date(2025, 12, 1), by=office.handler, at=office.at)
    done = brought(office, tmp_path / "2", [approval()], family())
    assert codes(done) == [("died", 4)]


# ------------------------------------------------------------------ accounts


def test_the_account_of_a_payee_outside_the_family_is_his_and_he_joins_nothing(office: Bureau, tmp_path: Path) -> None:
    row = approval(领款人身份证号=OTHER, 领款人姓名="孙九", 户名="孙九")
    assert counts(brought(office, tmp_path, [row])) == (2, 1, 1, 1, 0)
    with working_as(office.handler):
        payee = queries.find_by_id_number(OTHER)
        assert payee is not None
        assert Account.objects.get().person_id == payee.pk
        assert queries.household_of(payee.pk, FIRST) is None


@pytest.mark.requirement("R-708")
def test_a_care_homes_account_is_the_care_homes_once_it_is_an_organisation(office: Bureau, tmp_path: Path) -> None:
    row = approval(救助类别="农村特困", 户名="示范敬老院", 供养方式="集中", 保障人数="1")
    homes = tmp_path / "1" / "供养机构.csv"
    folder(tmp_path / "1", [row])
    homes.write_text(f"机构名称,银行账号,行政区划代码\n示范敬老院,{CARD},{VILLAGE}\n", encoding="utf-8")
    done = brought(office, tmp_path / "1", [row])
    assert codes(done) == [("unknown_home", 2)]
    home = office.county.office(Kind.CARE_HOME, name="示范敬老院")
    again = brought(office, tmp_path / "1", [row])
    assert (counts(again), again.conflicts) == ((0, 0, 0, 1, 0), [])
    with working_as(office.handler):
        account = Account.objects.get()
        assert (account.organisation_id, account.person_id, account.holder) == (home, None, "institution")


@pytest.mark.requirement("R-712")
def test_accounts_count_once_a_second_person_confirmed_the_import_but_for_unexplained_holders(
    office: Bureau, tmp_path: Path
) -> None:
    strange = approval(家庭编号="H2", 户主身份证号=OTHER, 户主姓名="孙九", 户名="周八", 银行账号=OTHER_CARD)
    done = brought(office, tmp_path, [approval(), strange], family())
    assert done.import_id is not None
    with working_as(office.handler):
        with pytest.raises(NotYours):
            confirm_import(import_id=done.import_id, by=office.handler, at=office.at)
        assert confirm_import(import_id=done.import_id, by=office.reviewer, at=office.at) == 1
        states = dict(Account.objects.values_list("holder", "state"))
        assert states == {"self": "confirmed", "differs": "proposed"}
        with pytest.raises(WrongState):
            confirm_import(import_id=done.import_id, by=office.leader, at=office.at)


def test_who_took_it_in_does_not_confirm_it_and_an_import_refused_leaves_no_account(
    office: Bureau, tmp_path: Path
) -> None:
    from mingbai.offices.roles import Role

    done = brought(office, tmp_path, [approval()], family())
    assert done.import_id is not None
    both = office.county.post(office.reviewer.organisation_id, Role.REVIEWER, officer=office.handler.id)
    with working_as(both):
        with pytest.raises(SamePerson):
            confirm_import(import_id=done.import_id, by=both, at=office.at)
        with pytest.raises(Unusable):
            refuse_import(import_id=done.import_id, reason="", by=office.reviewer, at=office.at)
        assert refuse_import(import_id=done.import_id, reason="账号列错位", by=office.reviewer, at=office.at) == 1
        assert set(Account.objects.values_list("state", flat=True)) == {"refused"}


def test_a_confirmer_leaves_the_accounts_of_kin_to_somebody_else(office: Bureau, tmp_path: Path) -> None:
    done = brought(office, tmp_path, [approval()], family())
    assert done.import_id is not None
    with working_as(office.handler):
        head = queries.find_by_id_number(HEAD)
        assert head is not None
        office.kin(head.pk, office.staff(office.person("乙"), office.reviewer.id))
        assert confirm_import(import_id=done.import_id, by=office.reviewer, at=office.at) == 0
        (account,) = Account.objects.all()
        actions.confirm_account(account_id=account.pk, by=office.leader, at=office.at)


# ------------------------------------------------------------------ who may, and what it leaves


def test_only_who_keeps_data_there_takes_a_stock_in(office: Bureau, tmp_path: Path) -> None:
    path = folder(tmp_path, [approval()])
    with working_as(office.clerk), read_stock(path, month=MONTH) as stock:
        with pytest.raises(OutOfPlace):
            import_people(stock=stock, region=COUNTY, by=office.clerk, at=office.at)
        with pytest.raises(NotYours):
            import_people(stock=stock, region=TOWN, by=office.reviewer, at=office.at)
    assert not Act.objects.filter(type__startswith="people.")


def test_an_import_leaves_a_leaf_for_itself_and_one_for_thousands_of_persons_and_accounts(
    office: Bureau, tmp_path: Path
) -> None:
    done = brought(office, tmp_path, [approval()], family())
    acts = list(Act.objects.filter(type="people.imported").values_list("subject", flat=True))
    lots = {lot.label: lot for lot in Lot.objects.all()}
    assert sorted(acts) == sorted(
        [f"people.import/{done.import_id}", *(f"evidence.lot/{lot.pk}" for lot in lots.values())]
    )
    with working_as(office.handler):
        assert lots["people.person"].keys == list(Person.objects.order_by("pk").values_list("pk", flat=True))
        assert lots["people.account"].keys == [Account.objects.get().pk]


@pytest.mark.requirement("R-1402")
@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ("UPDATE people_person SET name = '某人' WHERE name = '赵三'", "people.person"),
        ("UPDATE people_account SET number_index = sha256(number_index)", "people.account"),
        ("UPDATE people_account SET confirmed_by = confirmed_by + 1", "people.account"),
        ("DELETE FROM people_account", "people.account"),
    ],
)
def test_what_somebody_changed_of_one_whom_an_import_brought_is_named(
    change: str, subject: str, base: Base, fresh_desk: str, tmp_path: Path
) -> None:
    made = bureau()
    done = brought(made, tmp_path, [approval()], family())
    assert done.import_id is not None
    with working_as(made.reviewer):
        assert confirm_import(import_id=done.import_id, by=made.reviewer, at=made.at) == 1
    append_all(key=log_key())

    def fault() -> str:
        found = verify(policy=installed_policy(), ring=installed_ring(), storage=None).fault
        return found.subject.partition("/")[0] if found else ""

    assert fault() == ""
    with base.administrator(fresh_desk) as admin:
        admin.execute(change)
    assert fault() == subject


def test_a_stock_taken_in_by_parts_brings_the_same(
    office: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mingbai.people.stock.reading.PART_LINES", 1)
    two = [
        approval(),
        approval(家庭编号="H2", 户主身份证号=OTHER, 户主姓名="孙九", 户名="孙九", 银行账号=OTHER_CARD),
        approval(家庭编号="H2", 户主身份证号=OTHER, 户主姓名="孙九", 户名="孙九", 救助类别="重度残疾人护理补贴"),
    ]
    done = brought(
        office, tmp_path, two, [*family(), member(SON, "赵三", 家庭编号="H2"), member(WIFE, "钱三", 家庭编号="H9")]
    )
    assert sorted(codes(done)) == [("no_approval", 6), ("other_household", 5)]
    assert counts(done) == (4, 2, 4, 3, 2)
    with working_as(office.handler):
        assert Import.objects.get().persons == 4
        assert audit.faults() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE people_membership SET relation = '户主' WHERE NOT is_head",
        "UPDATE people_household SET number = 'H2'",
        "DELETE FROM people_healthfact",
        "UPDATE people_person SET born_on = '1930-01-01' WHERE name = '赵三'",
        "UPDATE people_account SET holder_name = '某人'",
    ],
)
def test_what_somebody_changed_past_the_desk_is_found(change: str, base: Base, fresh_desk: str, tmp_path: Path) -> None:
    brought(bureau(), tmp_path, [approval()], family())
    with scope(NATION):
        assert audit.faults() == []
    with base.administrator(fresh_desk) as admin:
        admin.execute(change)
    with scope(NATION):
        (fault,) = audit.faults()
    assert "past the desk" in fault.en


def test_lawful_changes_after_an_import_are_no_fault(office: Bureau, tmp_path: Path) -> None:
    brought(office, tmp_path, [approval()], family())
    with working_as(office.handler):
        home, son = Household.objects.get(), queries.find_by_id_number(SON)
        assert son is not None
        actions.correct_name(person_id=son.pk, name="赵小三", by=office.handler, at=office.at)
        one = next(one for one in queries.members([home.pk], DAY)[home.pk] if one.person_id == son.pk)
        actions.end_membership(
            membership_id=one.membership_id, until_on=DAY, reason="成家", by=office.handler, at=office.at
        )
        actions.move_household(
            household_id=home.pk, region=OTHER_VILLAGE, on=DAY, reason="搬迁", by=office.handler, at=office.at
        )
        assert audit.faults() == []
