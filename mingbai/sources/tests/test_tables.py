"""What the database refuses by itself, whatever program sends it: one bad row for every constraint of this folder."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from mingbai.config.guards import scope
from mingbai.offices.models import Officer
from mingbai.sources.models import ROWS_A_DELIVERY, Comparison, Delivery, Disposal, Hit, Query, SourceRow

AT, MONTH = datetime(2026, 10, 31, 2, 0, tzinfo=UTC), date(2026, 10, 1)
HERE, ELSEWHERE = "999901", "999902"
Row = dict[str, Any]
Bad = Callable[[list[int]], object]


@pytest.fixture
def people(desk: str) -> list[int]:
    """Officers by number; everything is done in the county they work in."""
    return [Officer.objects.create(name="某", number=f"N{number}", made_at=AT).pk for number in range(3)]


def delivery(people: list[int], **given: Any) -> Delivery:
    row: Row = {
        "key": uuid.uuid4(),
        "region": HERE,
        "kind": "deaths",
        "department": "县公安局",
        "purpose": "monthly",
        "as_of": date(2026, 10, 20),
        "covers_month": MONTH,
        "version": 1,
        "file_name": "a.csv",
        "file_sha256": b"1" * 32,
        "rows": 1,
        "refused_rows": 0,
        "columns": [],
        "rows_sha256": b"2" * 32,
        "persons": 10,
        "hits_found": 1,
        "judgement": "usual",
        "state": "in_use",
        "made_by_id": people[0],
        "made_at": AT,
    }
    return Delivery.objects.create(**row | given)


def row(people: list[int], **given: Any) -> SourceRow:
    one = Delivery.objects.first() or delivery(people)
    facts: Row = {"id": one.pk * ROWS_A_DELIVERY, "delivery": one, "region": HERE, "sealed": b"x"}
    return SourceRow.objects.create(**facts | given)


def query(people: list[int], **given: Any) -> Query:
    facts: Row = {
        "region": HERE, "purpose": "monthly", "document": "3号", "kind": "deaths", "fields": [], "month": MONTH,
        "asked": 1, "asked_sha256": b"3" * 32, "found": 0, "made_by_id": people[0], "made_at": AT,
    }  # fmt: skip
    return Query.objects.create(**facts | given)


def comparison(people: list[int], **given: Any) -> Comparison:
    facts: Row = {
        "region": HERE, "month": MONTH, "kind": "deaths", "deliveries": [], "persons": 10, "covered": 10,
        "authorised": 0, "hits": 1, "made_by_id": people[0], "made_at": AT,
    }  # fmt: skip
    return Comparison.objects.create(**facts | given)


def hit(people: list[int], **given: Any) -> Hit:
    one = Delivery.objects.first() or delivery(people)
    facts: Row = {
        "comparison": comparison(people), "delivery": one, "region": f"{HERE}101001", "kind": "deaths", "month": MONTH,
        "person_id": 7, "row_id": one.pk * ROWS_A_DELIVERY,
    }  # fmt: skip
    return Hit.objects.create(**facts | given)


def disposal(people: list[int], **given: Any) -> Disposal:
    one = Hit.objects.first() or hit(people)
    facts: Row = {
        "region": HERE, "hit": one, "outcome": "none", "reason": "核实", "made_by_id": people[0], "made_at": AT,
    }  # fmt: skip
    return Disposal.objects.create(**facts | given)


def twice(*rows: Bad) -> Bad:
    return lambda people: [one(people) for one in rows]


RELEASED = {"state": "released", "reason": "属实", "released_at": AT}
BAD: dict[str, Bad] = {
    "sources_known_kind": lambda p: delivery(p, kind="gossip"),
    "sources_known_purpose": lambda p: delivery(p, purpose="curiosity"),
    "sources_known_state": lambda p: delivery(p, state="perhaps"),
    "sources_known_judgement": lambda p: delivery(p, judgement="perhaps"),
    "sources_department_named": lambda p: delivery(p, department=""),
    "sources_whole_month": lambda p: delivery(p, covers_month=date(2026, 10, 2)),
    "sources_counts": lambda p: delivery(p, hits_found=11),
    "sources_surge_is_not_used_at_once": lambda p: delivery(p, judgement="surge"),
    "sources_released_by_somebody": lambda p: delivery(p, state="released", judgement="surge"),
    "delivery_made_by_is_not_released_by": lambda p: delivery(p, **RELEASED, released_by_id=p[0]),
    "sources_rows_stay_while_they_count": lambda p: delivery(p, rows_gone_on=date(2026, 11, 2)),
    "sources_one_version": twice(delivery, lambda p: delivery(p, state="superseded", file_sha256=b"9" * 32)),
    "sources_same_file_once": twice(delivery, lambda p: delivery(p, state="superseded", version=2)),
    "sources_one_in_use": twice(
        delivery,
        lambda p: delivery(p, version=2, file_sha256=b"9" * 32, **RELEASED, released_by_id=p[1]),
    ),
    "sources_delivery_key": twice(
        lambda p: delivery(p, key=uuid.UUID(int=1)),
        lambda p: delivery(p, key=uuid.UUID(int=1), version=2, state="superseded", file_sha256=b"9" * 32),
    ),
    "row_of_delivery": lambda p: row(p, region=f"{HERE}101"),
    "sources_row_in_its_place": lambda p: row(p, id=3),
    "sources_query_known_kind": lambda p: query(p, kind="gossip"),
    "sources_query_known_purpose": lambda p: query(p, purpose="curiosity"),
    "sources_query_for_something": lambda p: query(p, document=""),
    "sources_compared_counts": lambda p: comparison(p, hits=11),
    "sources_hit_once": twice(hit, hit),
    "sources_known_outcome": lambda p: disposal(p, outcome="perhaps"),
    "sources_disposed_with_reason": lambda p: disposal(p, reason=""),
    "sources_disposal_hit": twice(disposal, disposal),
}
KEYS = {"sources_delivery_at"}  # what keys of several columns refer to


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses_by_this_constraint(name: str, people: list[int]) -> None:
    with pytest.raises(IntegrityError, match=name), scope(HERE):
        BAD[name](people)


def test_every_constraint_of_this_folder_has_its_bad_row(desk: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'x') AND conrelid::regclass::text ~ '^sources_'"
            " UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE relname LIKE 'sources_%' AND indisunique AND NOT indisprimary"
            " UNION SELECT conname FROM pg_constraint WHERE contype = 'f' AND array_length(conkey, 1) > 1"
            " AND conrelid::regclass::text LIKE 'sources_%'"
        )
        found = {found[0] for found in cursor.fetchall()}
    named = {next((name for name in BAD if one.startswith(name)), one) for one in found}
    assert named - KEYS == BAD.keys()


def test_the_good_rows_the_bad_ones_differ_from_are_taken(people: list[int]) -> None:
    with scope(HERE):
        row(people)
        query(people)
        disposal(people)
        delivery(
            people,
            version=2,
            file_sha256=b"9" * 32,
            covers_month=date(2026, 9, 1),
            **RELEASED,
            released_by_id=people[1],
        )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in_use", "released"),
        ("quarantined", "in_use"),
        ("refused", "in_use"),
        ("superseded", "in_use"),
        ("in_use", "quarantined"),
    ],
)
def test_states_move_only_as_allowed(before: str, after: str, people: list[int]) -> None:
    given = {"reason": "x", "released_by_id": people[1], "released_at": AT}
    with scope(HERE):
        made = delivery(people, state=before, **given)
        with pytest.raises(DatabaseError, match="transition"), transaction.atomic():
            Delivery.objects.filter(pk=made.pk).update(state=after)


@pytest.mark.parametrize("column", ["rows", "hits_found", "rows_sha256", "as_of", "judgement", "made_by_id"])
def test_what_was_delivered_does_not_change(column: str, people: list[int]) -> None:
    with scope(HERE):
        made = delivery(people)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Delivery.objects.filter(pk=made.pk).update(**{column: getattr(made, column)})


@pytest.mark.parametrize("make", [row, query, comparison, hit, disposal])
def test_what_was_written_stays(make: Callable[[list[int]], Any], people: list[int]) -> None:
    with scope(HERE):
        made = make(people)
        for act in ("UPDATE {} SET region = region", "DELETE FROM {}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act.format(type(made)._meta.db_table))


@pytest.mark.parametrize("make", [delivery, row, query, comparison, hit, disposal])
def test_nobody_sees_another_countys_rows_by_any_way_of_reading(
    make: Callable[[list[int]], Any], people: list[int]
) -> None:
    with scope(HERE):
        made = type(make(people))
        assert made.objects.count() >= 1
    for where in (ELSEWHERE, f"{HERE}102"):
        with scope(where):
            assert not made.objects.exists()
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {made._meta.db_table}")
                assert cursor.fetchone() == (0,)
    assert not made.objects.exists()  # without a scope nothing is seen
    with pytest.raises(DatabaseError), scope(ELSEWHERE):
        make(people)
