"""Who sees whom: every way of reading people stops at the division of the post, in the database itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction

from mingbai.config.guards import NATION, guard_of, scope
from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.offices.actor import working_as
from mingbai.people import actions, models, queries
from mingbai.people.actions import export_people
from mingbai.people.models import Account, Household, Membership, Person
from mingbai.people.purposes import Purpose
from mingbai.people.refused import NoReason, OutOfPlace
from mingbai.people.tables import lists
from mingbai.people.tests.families import CARD, DAY, OTHER_CARD, OTHER_VILLAGE, PAPER, TOWN, VILLAGE, Bureau, bureau

TABLES = [model for name in models.__all__ if (model := getattr(models, name)) is not models.Filing]


@pytest.fixture
def office(database: str) -> Iterator[Bureau]:
    """Return a county with one family in each of two townships; the clerk's is the first."""
    with transaction.atomic():
        made = bureau()
        with working_as(made.handler):
            for name, village, card in (("近", VILLAGE, CARD), ("远", OTHER_VILLAGE, OTHER_CARD)):
                person, agent = made.person(name, region=village), made.person(f"{name}亲", region=village)
                made.household(person, region=village, number=f"H{name}")
                made.account(person, name, number=card)
                made.proxy(person, agent)
                made.keeping(person, agent)
                filing = made.kin(person, made.staff(agent, None, works_in=village))
                kind = actions.FilingKind.RELATIVE
                actions.accept_filing(kind=kind, filing_id=filing, by=made.reviewer, at=made.at)
                actions.note_fact(
                    person_id=person, kind=actions.FactKind.ILLNESS, level="尿毒症", source="医保", from_on=DAY,
                    by=made.handler, at=made.at,
                )  # fmt: skip
                actions.issue_cards(
                    region=village, batch=f"B{name}", bank="农信", cards={person: card}, issued_on=DAY,
                    by=made.handler, at=made.at,
                )  # fmt: skip
                actions.note_handout(
                    person_id=person, kind=actions.HandoutKind.GOODS, item="米", quantity=1, value_fen=100, cause="灾",
                    given_on=DAY, signature=PAPER, photo=PAPER, handed_by=1, witnessed_by=2, by=made.handler,
                    at=made.at,
                )  # fmt: skip
        yield made
        transaction.set_rollback(True)


def far(name: str) -> int:
    """Return the id of the far person, whom only the county sees."""
    with scope(NATION):
        return Person.objects.get(name=name).pk


READS: dict[str, Callable[[int], object]] = {
    "list": lambda _: [one.name for one in queries.persons_in(TOWN.parent) if "远" in one.name],  # type: ignore[arg-type]
    "count": lambda _: Person.objects.filter(name__startswith="远").count(),
    "search by name": lambda _: list(queries.persons_named(TOWN.parent, "远")),  # type: ignore[arg-type]
    "search by account": lambda _: list(queries.accounts_numbered(OTHER_CARD)),
    "open numbers": lambda person: queries.opened_numbers([person]),
    "mask numbers": lambda person: queries.hints([person]),
    "open phones": lambda person: queries.opened_phones([person]),
    "by id": lambda person: queries.persons([person]),
    "accounts": lambda person: queries.accounts_of([person], DAY),
    "account history": lambda person: list(queries.account_history(person)),
    "household": lambda person: queries.household_of(person, DAY),
    "household by number": lambda _: queries.households_by_numbers(TOWN, ["H远"]),
    "health": lambda person: queries.opened_health([person], DAY),
    "proxy": lambda person: queries.proxy_of(person, DAY),
    "kept cards": lambda _: list(queries.cards_kept(OTHER_VILLAGE, DAY)),
    "kin": lambda _: queries.relatives_of_officers(OTHER_VILLAGE, DAY),
    "focus list": lambda _: queries.focus_list(OTHER_VILLAGE, DAY),
    "undelivered cards": lambda _: list(queries.undelivered_cards(OTHER_VILLAGE)),
    "handouts": lambda _: list(queries.handouts(OTHER_VILLAGE, DAY, DAY.replace(day=6))),
    "lists for rules": lambda _: [row for table in lists(OTHER_VILLAGE, DAY).values() for row in table.to_pylist()],
    "raw SQL": lambda _: raw("SELECT id FROM people_person WHERE name LIKE '远%'"),
    "a join": lambda _: raw("SELECT 1 FROM people_membership JOIN people_household USING (id) WHERE number = 'H远'"),
    "the history": lambda _: raw("SELECT 1 FROM people_personevent WHERE name LIKE '远%'"),
}


def raw(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.mark.parametrize("path", READS)
def test_a_township_sees_nobody_of_another_on_this_path_and_the_county_does(path: str, office: Bureau) -> None:
    person = far("远")
    with working_as(office.clerk):
        assert not READS[path](person)
    with working_as(office.handler):
        assert READS[path](person)


def test_the_number_of_somebody_out_of_sight_finds_nobody(office: Bureau) -> None:
    with scope(NATION):
        number = queries.opened_numbers([far("远")])[far("远")]
    with working_as(office.clerk):
        assert queries.find_by_id_number(number) is None
        assert queries.persons_by_numbers([number]) == {}
    with working_as(office.handler):
        assert queries.find_by_id_number(number) is not None


def test_without_a_scope_nothing_of_anybody_is_seen(office: Bureau) -> None:
    assert [model.__name__ for model in TABLES if model.objects.exists()] == []


def test_every_table_of_people_is_kept_by_region_and_so_is_its_history() -> None:
    assert [model.__name__ for model in TABLES if guard_of(model).region != "region"] == []
    assert guard_of(Person.pgh_event_model).region == "region"  # type: ignore[attr-defined]


def test_without_the_policy_the_other_township_would_be_seen(base: Base, fresh_desk: str) -> None:
    office = bureau()
    with working_as(office.handler):
        person = office.person("远", region=OTHER_VILLAGE)
    with working_as(office.clerk):
        assert queries.persons([person]) == {}
    with base.administrator(fresh_desk) as admin:
        admin.execute(
            "DROP POLICY within_region ON people_person; ALTER TABLE people_person DISABLE ROW LEVEL SECURITY"
        )
    with working_as(office.clerk):
        assert queries.persons([person]).keys() == {person}


@pytest.mark.parametrize("model", [Person, Household, Membership, Account])
def test_nobody_writes_into_another_division(model: type[Person], office: Bureau) -> None:
    with working_as(office.clerk):
        row = model.objects.filter(region=VILLAGE.code).first()
        assert row is not None
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            type(row).objects.create(**{
                field.attname: getattr(row, field.attname)
                for field in model._meta.concrete_fields
                if not field.primary_key
            } | {"region": OTHER_VILLAGE.code})  # fmt: skip


# ------------------------------------------------------------------ exports


@pytest.mark.requirement("R-1505")
def test_an_export_holds_what_its_purpose_needs_masked_marked_and_logged(office: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "账户.xlsx"
    with working_as(office.clerk):
        lines = export_people(
            path=file, region=TOWN, purpose=Purpose.PAYMENT, reason="核对社保卡账户", by=office.clerk, at=office.at
        )
    cover, people = (list(sheet.values) for sheet in openpyxl.load_workbook(file).worksheets)
    assert lines == 1
    assert people[0] == ("区划代码", "家庭编号", "姓名", "身份证号", "账户", "户名", "账户状态", "水印")
    assert people[1][2:7] == ("近", people[1][3], "****0006", "近", "confirmed")
    assert "****" in people[1][3]
    assert people[1][7] == cover[3][1]
    assert f"人员{office.clerk.id}" in people[1][7]
    assert Act.objects.get(type="people.exported").by == office.clerk.id


def test_an_export_stops_at_the_division_and_without_a_reason(office: Bureau, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    with working_as(office.clerk):
        asked = {"path": file, "purpose": Purpose.VISIT, "by": office.clerk, "at": office.at}
        with pytest.raises(OutOfPlace):
            export_people(region=OTHER_VILLAGE, reason="入户核查", **asked)  # type: ignore[arg-type]
        with pytest.raises(NoReason):
            export_people(region=TOWN, reason="", **asked)  # type: ignore[arg-type]
    assert not file.exists()
