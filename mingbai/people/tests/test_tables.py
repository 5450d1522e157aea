"""What the database refuses by itself, whatever program sends it: one bad row for every constraint of this folder."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model

from mingbai.config.guards import NATION, scope
from mingbai.kernel.secrecy import SealBroken
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import organisations_in
from mingbai.people import queries
from mingbai.people.fields import Field, sealed
from mingbai.people.models import (
    Account,
    Authorisation,
    CardIssue,
    CardKeeping,
    GoodsHandout,
    HealthFact,
    Household,
    Import,
    KeepingReview,
    Membership,
    Person,
    Proxy,
    Relative,
    Staff,
)
from mingbai.people.tests.families import COUNTY, Bureau, bureau

AT, DAY, LATER, BEFORE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC), date(2026, 1, 5), date(2027, 1, 5), date(2026, 1, 1)
VILLAGE, ELSEWHERE, PAPER = "999901101001", "999901102001", "ab" * 32
MADE: dict[str, Any] = {"made_by": 1, "made_at": AT}
CONFIRMED: dict[str, Any] = {"state": "confirmed", "confirmed_by": 2, "confirmed_at": AT}
PROPOSED: dict[str, Any] = {"state": "proposed", "confirmed_by": None, "confirmed_at": None}
CLOSED: dict[str, Any] = {"state": "closed", "until_on": LATER, "closed_by": 3, "closed_at": AT}
serial = count(1)
Made = Callable[..., Model]


def person(**given: Any) -> Person:
    row: dict[str, Any] = {
        "region": VILLAGE, "name": "某", "name_key": "mou", "id_sealed": b"x", "id_index": next(serial).to_bytes(32),
        "id_is_valid": True, "born_on": date(1950, 1, 1), "sex": "男", **MADE,
    }  # fmt: skip
    return Person.objects.create(**row | given)


def household(**given: Any) -> Household:
    row = {"region": VILLAGE, "number": f"H{next(serial)}", "opened_on": DAY, **MADE}
    return Household.objects.create(**row | given)


def membership(**given: Any) -> Membership:
    row: dict[str, Any] = {"region": VILLAGE, "relation": "户主", "is_head": True, "from_on": DAY, **MADE}
    row |= {"household": given.get("household") or household(), "person": given.get("person") or person()}
    return Membership.objects.create(**row | given)


def account(**given: Any) -> Account:
    row: dict[str, Any] = {
        "region": VILLAGE, "bank": "农信", "number_sealed": b"x", "number_index": b"i" * 32, "number_hint": "****0006",
        "holder_name": "某", "holder": "self", "from_on": DAY, **MADE, **CONFIRMED,
    }  # fmt: skip
    row |= {} if "person" in given else {"person": person()}
    return Account.objects.create(**row | given)


def bring(**given: Any) -> Import:
    counts = ("rows", "refused", "conflicts", "persons", "households", "memberships", "accounts")
    row = {"region": "999901", "month": BEFORE, "digest": b"d" * 32, **dict.fromkeys(counts, 0), **MADE, **CONFIRMED}
    return Import.objects.create(**row | given)


def fact(**given: Any) -> HealthFact:
    row = {"region": VILLAGE, "kind": "illness", "sealed": b"x", "from_on": DAY, **MADE}
    return HealthFact.objects.create(**row | {"person": given.get("person") or person()} | given)


def staff(**given: Any) -> Staff:
    row = {"region": VILLAGE, "unit": "村委会", "post": "会计", "works_in": VILLAGE, "from_on": DAY, **MADE}
    return Staff.objects.create(**row | {"person": person()} | given)


def filing(**given: Any) -> dict[str, Any]:
    row = {"region": VILLAGE, "filed_on": DAY, "until_on": LATER, "document": PAPER, **MADE, **CONFIRMED}
    return row | {"person": given.get("person") or person()} | given


def relative(**given: Any) -> Relative:
    row = {"staff": given.get("staff") or staff(), "relation": "父亲", "tier": 9}
    return Relative.objects.create(**filing(**row | given))


def keeping(**given: Any) -> CardKeeping:
    return CardKeeping.objects.create(**filing(**{"keeper": person(), "is_staff": False, "cause": "失能"} | given))


def proxy(**given: Any) -> Proxy:
    return Proxy.objects.create(**filing(**{"agent": person(), "kind": "chosen", "cause": "失能"} | given))


def authorisation(**given: Any) -> Authorisation:
    return Authorisation.objects.create(**filing(**{"scope": "all"} | given))


def review(**given: Any) -> KeepingReview:
    row = {"keeping": keeping(), "region": VILLAGE, "reviewed_on": DAY, "is_in_order": True, **MADE}
    return KeepingReview.objects.create(**row | given)


def handout(**given: Any) -> GoodsHandout:
    row = {
        "region": VILLAGE, "person": person(), "given_on": DAY, "kind": "goods", "item": "米", "quantity": 1,
        "value_fen": 1, "cause": "灾", "signature": PAPER, "photo": PAPER, "handed_by": 1, "witnessed_by": 2, **MADE,
    }  # fmt: skip
    return GoodsHandout.objects.create(**row | given)


def issue(**given: Any) -> CardIssue:
    row = {
        "region": VILLAGE, "person": given.get("person") or person(), "batch": "B", "bank": "农信",
        "card_hint": "****0006", "issued_on": DAY, **MADE,
    }  # fmt: skip
    return CardIssue.objects.create(**row | given)


def delivered(**given: Any) -> dict[str, Any]:
    row = {"delivered_on": DAY, "receipt": PAPER, "delivered_by": 2, "delivered_at": AT, "received_by": person()}
    return row | given


def twice(make: Made, **given: Any) -> Callable[[], object]:
    """Return what makes two rows that have something in common which only one may have."""

    def bad() -> object:
        same = {name: value() if callable(value) else value for name, value in given.items()}
        return [make(**same), make(**same)]

    return bad


Bad = Callable[[], object]
LIBRARY: dict[str, Bad] = {
    "people_one_person": twice(person, id_index=b"i" * 32),
    "people_person_named": lambda: person(name=""),
    "people_known_sex": lambda: person(sex="x"),
    "people_a_valid_number_tells_birth": lambda: person(born_on=None),
    "people_died_after_birth": lambda: person(died_on=date(1949, 1, 1)),
    "people_one_household": twice(household, number="H"),
    "people_household_numbered": lambda: household(number=""),
    "people_household_closed_after_opening": lambda: household(closed_on=BEFORE),
    "people_one_household_at_a_time": twice(membership, person=person),
    "people_one_head_at_a_time": twice(membership, household=household),
    "people_membership_ends_after_it_begins": lambda: membership(until_on=BEFORE, closed_by=1, closed_at=AT),
    "people_membership_ended_by_somebody": lambda: membership(until_on=LATER),
    "people_known_fact": lambda: fact(kind="mood"),
    "people_fact_ends_after_it_begins": lambda: fact(until_on=BEFORE),
}
ACCOUNTS: dict[str, Bad] = {
    "people_account_of_one": lambda: account(person=None),
    "people_known_holder": lambda: account(holder="uncle"),
    "people_institution_holds_its_own": lambda: account(holder="institution"),
    "people_another_holds_by_a_filing": lambda: account(holder="proxy"),
    "people_unexplained_holder_is_not_confirmed": lambda: account(holder="differs"),
    "people_one_live_account_of_a_person": twice(account, person=person),
}
FILINGS: dict[str, Bad] = {
    "people_staff_placed": lambda: staff(unit=""),
    "people_staff_leave_after_they_come": lambda: staff(until_on=BEFORE),
    "people_kin_tier": lambda: relative(tier=12),
    "people_kin_related": lambda: relative(relation=""),
    "people_keeping_has_a_cause": lambda: keeping(cause=""),
    "people_keeping_ends": lambda: keeping(until_on=None),
    "people_nobody_files_his_own_card": lambda: (own := person()) and keeping(person=own, keeper=own),
    "people_review_says_what_is_wrong": lambda: review(is_in_order=False),
    "people_known_proxy": lambda: proxy(kind="friend"),
    "people_proxy_has_a_cause": lambda: proxy(cause=""),
    "people_proxy_ends": lambda: proxy(until_on=None),
    "people_nobody_is_his_own_proxy": lambda: (own := person()) and proxy(person=own, agent=own),
    "people_known_scope": lambda: authorisation(scope="soul"),
    "people_authorisation_ends": lambda: authorisation(until_on=None),
}
REGISTERS: dict[str, Bad] = {
    "people_handout_kind": lambda: handout(kind="gold"),
    "people_handout_of_something": lambda: handout(quantity=0),
    "people_handout_signed_and_pictured": lambda: handout(photo=""),
    "goodshandout_handed_by_is_not_witnessed_by": lambda: handout(witnessed_by=1),
    "people_one_card_of_a_batch": twice(issue, person=person),
    "people_card_batch_named": lambda: issue(batch=""),
    "people_card_signed_for": lambda: issue(**delivered(receipt="")),
    "people_card_delivered_after_issue": lambda: issue(**delivered(delivered_on=BEFORE)),
    "cardissue_made_by_is_not_delivered_by": lambda: issue(**delivered(delivered_by=1)),
}
STATEFUL: dict[str, tuple[str, Made]] = {
    "people_import": ("import", bring), "people_account": ("account", account),
    "people_relative": ("relative", relative), "people_card_keeping": ("cardkeeping", keeping),
    "people_proxy": ("proxy", proxy), "people_authorisation": ("authorisation", authorisation),
}  # fmt: skip


def one(make: Made, **given: Any) -> Bad:
    """Return what makes one bad row."""
    return lambda: make(**given)


def of_states() -> Iterator[tuple[str, Bad]]:
    """Yield the bad rows of all that one enters and another confirms."""
    for name, (table, make) in STATEFUL.items():
        yield f"{name}_known_state", one(make, state="perhaps")
        yield f"{name}_confirmed_before_it_counts", one(make, confirmed_by=None)
        yield f"{name}_refused_with_reason", one(make, **PROPOSED | {"state": "refused"})
        yield f"{table}_made_by_is_not_confirmed_by", one(make, confirmed_by=1)
        if table != "import":
            yield f"{name}_closed_by_somebody", one(make, **CLOSED | {"closed_by": None})
            yield f"{name}_ends_after_it_begins", one(make, until_on=BEFORE)
        if table not in ("import", "account"):
            once = {"staff": staff} if table == "relative" else {}
            yield f"{name}_has_its_paper", one(make, document="")
            yield f"{name}_filed_once", twice(make, person=person, **once)


BAD = LIBRARY | ACCOUNTS | FILINGS | REGISTERS | dict(of_states())
KEYS = {"people_person_at", "people_household_at", "people_staff_of_officer"}  # keys of several columns refer to them
WITH_OFFICES: dict[str, Callable[[Bureau], object]] = {
    "people_one_person_an_officer": lambda at: [staff(officer_id=at.clerk.id), staff(officer_id=at.clerk.id)],
    "relative_officer_is_not_confirmed_by": lambda at: relative(
        staff=staff(officer_id=at.clerk.id), officer_id=at.clerk.id, confirmed_by=at.clerk.id
    ),
    "people_one_live_account_of_an_organisation": lambda at: [home_account(at), home_account(at)],
    "account_lies_where_its_organisation_does": lambda at: home_account(at, region=VILLAGE),
}


def home_account(at: Bureau, **given: Any) -> Account:
    homes = organisations_in(COUNTY, DAY, Kind.CARE_HOME)
    home = homes[0].pk if homes else at.county.office(Kind.CARE_HOME)
    row = {"person": None, "organisation_id": home, "holder": "institution", "region": COUNTY.code}
    return account(**row | given)


@pytest.fixture
def library(desk: str) -> Iterator[None]:
    with scope(NATION):
        yield


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses_by_this_constraint(name: str, library: None) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BAD[name]()


@pytest.mark.parametrize("name", WITH_OFFICES)
def test_the_database_refuses_by_this_constraint_too(name: str, library: None) -> None:
    office = bureau()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        WITH_OFFICES[name](office)


@pytest.mark.parametrize("make", [membership, account, fact, staff, relative, keeping, proxy, authorisation])
def test_a_row_lies_where_the_person_or_household_does(make: Made, library: None) -> None:
    with pytest.raises(IntegrityError, match="lies_where_its"), transaction.atomic():
        make(region=ELSEWHERE)


def test_every_constraint_of_this_folder_has_its_bad_row(library: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'x') AND conrelid::regclass::text ~ '^people_'"
            " UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE relname LIKE 'people_%' AND indisunique AND NOT indisprimary"
        )
        found = {row[0] for row in cursor.fetchall()}
    of_two_columns = {"account_lies_where_its_organisation_does"}
    assert found - KEYS == BAD.keys() | WITH_OFFICES.keys() - of_two_columns


def test_the_good_rows_the_bad_ones_differ_from_are_taken(library: None) -> None:
    for make in (
        bring,
        membership,
        account,
        fact,
        staff,
        relative,
        keeping,
        proxy,
        authorisation,
        review,
        handout,
        issue,
    ):
        make()
    issue(**delivered())
    owner = person()
    account(person=owner, **CLOSED)
    account(person=owner)


@pytest.mark.parametrize("make", [account, relative, keeping, proxy, authorisation, bring])
@pytest.mark.parametrize(("before", "after"), [(CONFIRMED, "proposed"), (PROPOSED, "closed")])
def test_states_move_only_as_allowed(before: dict[str, Any], after: str, make: Made, library: None) -> None:
    made = make(**before)
    with pytest.raises(DatabaseError, match="transition"), transaction.atomic():
        type(made)._default_manager.filter(pk=made.pk).update(state=after)


FIXED = [
    (person, "id_index", b"j" * 32), (person, "made_by", 9), (person, "born_on", DAY), (household, "number", "H"),
    (membership, "person_id", 1), (membership, "is_head", False), (membership, "relation", "子"),
    (account, "number_index", b"j" * 32), (account, "person_id", 1), (account, "holder_name", "乙"),
    (account, "made_by", 9), (proxy, "agent_id", 1), (relative, "officer_id", 1), (issue, "person_id", 1),
]  # fmt: skip


@pytest.mark.parametrize(("make", "column", "value"), FIXED)
def test_what_a_row_is_does_not_change(make: Made, column: str, value: object, library: None) -> None:
    made = make()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        type(made)._default_manager.filter(pk=made.pk).update(**{column: value})


@pytest.mark.parametrize("make", [review, handout])
def test_registers_are_only_added_to(make: Made, library: None) -> None:
    made = make()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(made)._default_manager.filter(pk=made.pk).update(region=VILLAGE)


@pytest.mark.parametrize("make", [person, household, membership, account, proxy, issue, bring])
def test_nothing_is_deleted(make: Made, library: None) -> None:
    made = make()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        type(made)._default_manager.all()._raw_delete("default")


def test_a_number_moved_to_another_row_does_not_open(library: None) -> None:
    own, other = person(), person()
    Person.objects.filter(pk=own.pk).update(id_sealed=sealed(Field.ID_NUMBER, own.pk, "11010119500101001X"))
    assert queries.opened_numbers([own.pk]) == {own.pk: "11010119500101001X"}
    taken = Person.objects.get(pk=own.pk).id_sealed
    Person.objects.filter(pk=other.pk).update(id_sealed=taken)
    with pytest.raises(SealBroken, match=f"people_person.id_sealed.{other.pk}"):
        queries.opened_numbers([other.pk])
