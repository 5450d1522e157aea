"""What the database refuses by itself, whatever program sends it: one bad row for every constraint of this folder."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from mingbai.offices.models import Officer, Organisation, Post, Responsibility

AT, DAY = datetime(2026, 1, 5, 2, 0, tzinfo=UTC), date(2026, 1, 5)
Row = dict[str, Any]


def organisation(**given: Any) -> Organisation:
    row: Row = {"name": "局", "kind": "civil_affairs", "region": "999901", "opened_on": DAY, "made_at": AT}
    return Organisation.objects.create(**row | given)


def officer(number: str) -> Officer:
    return Officer.objects.create(name="某", number=number, made_at=AT)


@pytest.fixture
def people(desk: str) -> list[int]:
    return [officer(f"N{number}").pk for number in range(5)]


def post(people: list[int], **given: Any) -> Post:
    bureau = Organisation.objects.first() or organisation()
    row: Row = {
        "officer_id": people[0],
        "organisation": bureau,
        "organisation_region": bureau.region,
        "region": bureau.region,
        "role": "handler",
        "title": "经办",
        "from_on": DAY,
        "state": "in_force",
        "made_by_id": people[1],
        "made_at": AT,
        "approved_by_id": people[2],
        "approved_at": AT,
    }
    return Post.objects.create(**row | given)


def listing(people: list[int], **given: Any) -> Responsibility:
    held = Post.objects.first() or post(people)
    row: Row = {
        "step": "accept",
        "post": held,
        "officer_id": held.officer_id,
        "post_region": held.region,
        "region": held.region,
        "from_on": DAY,
        "state": "in_force",
        "made_by_id": people[1],
        "made_at": AT,
        "approved_by_id": people[2],
        "approved_at": AT,
    }
    return Responsibility.objects.create(**row | given)


PENDING = {"approved_by_id": None, "approved_at": None}
ENDED = {"state": "ended", "until_on": date(2026, 2, 1), "ended_by_id": None, "ended_at": AT}
Bad = Callable[[list[int]], object]


def twice(*rows: Bad) -> Bad:
    return lambda people: [row(people) for row in rows]


ORGANISATIONS: dict[str, Bad] = {
    "offices_one_organisation": twice(lambda _: organisation(), lambda _: organisation()),
    "offices_known_kind": lambda _: organisation(kind="guild"),
    "offices_named": lambda _: organisation(name=""),
    "offices_closed_after_opening": lambda _: organisation(closed_on=DAY),
    "offices_officer_named": lambda _: Officer.objects.create(name="", number="X", made_at=AT),
    "offices_officer_number": twice(lambda _: officer("X"), lambda _: officer("X")),
}
POSTS: dict[str, Bad] = {
    "offices_post_known_state": lambda p: post(p, state="perhaps"),
    "offices_post_made_by_somebody": lambda p: post(p, made_by_id=None),
    "offices_post_approved_before_it_counts": lambda p: post(p, **PENDING),
    "offices_post_ends_after_it_begins": lambda p: post(p, until_on=date(2026, 1, 4)),
    "offices_post_ended_by_somebody": lambda p: post(p, **ENDED),
    "offices_post_refused_with_reason": lambda p: post(p, state="refused", **PENDING),
    "post_officer_is_not_made_by": lambda p: post(p, made_by_id=p[0]),
    "post_officer_is_not_approved_by": lambda p: post(p, approved_by_id=p[0]),
    "post_made_by_is_not_approved_by": lambda p: post(p, approved_by_id=p[1]),
    "post_officer_is_not_ended_by": lambda p: post(p, **ENDED | {"ended_by_id": p[0]}),
    "offices_known_role": lambda p: post(p, role="emperor"),
    "offices_post_within_organisation": lambda p: post(p, region="999902"),
    "post_within_organisation_region": lambda p: post(p, organisation_region="9999", region="999902"),
    "offices_founding_is_of_administrators": lambda p: post(p, founding_document="x", made_by_id=None),
    "offices_founded_once": twice(
        lambda p: post(p, founding_document="x", made_by_id=None, role="audit_administrator"),
        lambda p: post(p, founding_document="y", made_by_id=None, role="audit_administrator", officer_id=p[3]),
    ),
    "offices_administrators_do_nothing_else": twice(
        post, lambda p: post(p, role="audit_administrator", from_on=date(2027, 1, 1))
    ),
}
LISTINGS: dict[str, Bad] = {
    "offices_listing_known_state": lambda p: listing(p, state="perhaps"),
    "offices_listing_approved_before_it_counts": lambda p: listing(p, **PENDING),
    "offices_listing_ends_after_it_begins": lambda p: listing(p, until_on=date(2026, 1, 4)),
    "offices_listing_ended_by_somebody": lambda p: listing(p, **ENDED),
    "offices_listing_refused_with_reason": lambda p: listing(p, state="refused", **PENDING),
    "responsibility_officer_is_not_made_by": lambda p: listing(p, made_by_id=p[0]),
    "responsibility_officer_is_not_approved_by": lambda p: listing(p, approved_by_id=p[0]),
    "responsibility_made_by_is_not_approved_by": lambda p: listing(p, approved_by_id=p[1]),
    "responsibility_officer_is_not_ended_by": lambda p: listing(p, **ENDED | {"ended_by_id": p[0]}),
    "offices_known_step": lambda p: listing(p, step="dance"),
    "offices_listed_within_post": lambda p: listing(p, region="999902"),
    "listing_is_of_post": lambda p: listing(p, officer_id=p[4]),
    "offices_listed_once": twice(listing, listing),
}
BAD = ORGANISATIONS | POSTS | LISTINGS
KEYS = {"offices_organisation_at", "offices_post_of_officer"}  # what keys of several columns refer to
NOT_NULL = {"offices_listing_made_by_somebody"}  # the column refuses it before the constraint is asked


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses_by_this_constraint(name: str, people: list[int]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BAD[name](people)


def test_every_constraint_of_this_folder_has_its_bad_row(desk: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'x') AND conrelid::regclass::text ~ '^offices_'"
            " UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE relname LIKE 'offices_%' AND indisunique AND NOT indisprimary"
            " UNION SELECT conname FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) > 1"
            " AND conrelid::regclass::text LIKE 'offices_%'"
        )
        found = {row[0] for row in cursor.fetchall()}
    named = {next((name for name in BAD if one.startswith(name)), one) for one in found}
    assert named - KEYS - NOT_NULL == BAD.keys()


def test_the_good_rows_the_bad_ones_differ_from_are_taken(people: list[int]) -> None:
    listing(people)
    post(people, **ENDED | {"ended_by_id": people[3]})
    post(people, role="audit_administrator", officer_id=people[3])
    post(people, role="security_administrator", officer_id=people[4], founding_document="x", made_by_id=None, **PENDING)


def test_an_administrator_may_come_after_another_post_has_ended(people: list[int]) -> None:
    post(people, **ENDED | {"ended_by_id": people[3]})
    post(people, role="audit_administrator", from_on=date(2026, 2, 1))


@pytest.mark.parametrize(("before", "after"), [("in_force", "proposed"), ("ended", "in_force"), ("proposed", "ended")])
def test_states_move_only_as_allowed(before: str, after: str, people: list[int]) -> None:
    given = ENDED | {"state": before, "ended_by_id": people[3]}
    for record in (post(people, **given), listing(people, **given)):
        with pytest.raises(DatabaseError, match="transition"), transaction.atomic():
            type(record).objects.filter(pk=record.pk).update(state=after)


@pytest.mark.parametrize("column", ["officer_id", "role", "region", "made_by_id", "from_on"])
def test_what_a_post_is_does_not_change(column: str, people: list[int]) -> None:
    made = post(people)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Post.objects.filter(pk=made.pk).update(**{column: getattr(made, column)})


@pytest.mark.parametrize("model", [Organisation, Officer, Post, Responsibility])
def test_nothing_is_deleted(model: type[Organisation], people: list[int]) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model.objects.all()._raw_delete("default")
