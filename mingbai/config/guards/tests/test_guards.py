"""What the database guards, tried as the run-time role, as the owner, and with each guard taken away."""

from contextlib import suppress
from typing import Any, ClassVar

import pytest
from django.apps.registry import Apps
from django.db import DatabaseError, IntegrityError, ProgrammingError, connections, models, transaction

from mingbai.config.guards import NATION, RegionField, append_only, changes, distinct_people, scope, within
from mingbai.config.guards.apply import apply_guards
from mingbai.config.testing import Base

SAMPLES = Apps()


class Sample(models.Model):
    """What is in no registry has no manager that is known by type."""

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True


@append_only
class Entry(Sample):
    fen = models.BigIntegerField()

    class Meta:
        apps, app_label = SAMPLES, "samples"


@within("region")
@changes("note")
class Family(Sample):
    region = RegionField()
    note = models.TextField(default="")

    class Meta:
        apps, app_label = SAMPLES, "samples"


@changes("approved_by", "released_by")
class Order(Sample):
    made_by = models.BigIntegerField()
    approved_by = models.BigIntegerField(null=True)
    released_by = models.BigIntegerField(null=True)

    class Meta:
        apps, app_label = SAMPLES, "samples"
        constraints = distinct_people("made_by", "approved_by", "released_by")


class Undeclared(Sample):
    class Meta:
        apps, app_label = SAMPLES, "samples"


TABLES = (Entry, Family, Order, Undeclared)


@pytest.fixture(scope="module", autouse=True)
def tables(database: str) -> None:
    with connections["owner"].schema_editor() as editor:
        for model in TABLES:
            editor.create_model(model)
    apply_guards(connections["default"].settings_dict["USER"], TABLES)


def run(statement: str, using: str = "default") -> None:
    """Send one statement in a savepoint of its own."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(statement)


ATTEMPTS = ["UPDATE samples_entry SET fen = 0", "DELETE FROM samples_entry", "TRUNCATE samples_entry"]


@pytest.mark.parametrize("statement", ATTEMPTS)
@pytest.mark.usefixtures("desk")
def test_the_desk_has_no_right_to_change_what_was_written(statement: str) -> None:
    Entry.objects.create(fen=100)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement)


@pytest.mark.parametrize("statement", ATTEMPTS)
@pytest.mark.usefixtures("database")
def test_the_owner_is_refused_too_even_where_it_would_meet_no_row(statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(statement, "owner")


@pytest.mark.usefixtures("desk")
def test_a_row_written_again_by_its_key_is_refused() -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|append-only"):
        run("INSERT INTO samples_entry (id, fen) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET fen = 2")


@pytest.mark.usefixtures("desk")
def test_the_desk_owns_nothing_and_cannot_take_the_guard_away() -> None:
    for statement in (
        "ALTER TABLE samples_entry DISABLE TRIGGER append_only",
        "ALTER TABLE samples_family DISABLE ROW LEVEL SECURITY",
        "DROP POLICY within_region ON samples_family",
        "DROP FUNCTION mingbai_refuse_change() CASCADE",
        "SET session_replication_role = replica",
        "CREATE TABLE mine (id int)",
    ):
        with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
            run(statement)


def test_an_administrator_who_switches_triggers_off_is_refused_all_the_same(base: Base, database: str) -> None:
    import psycopg

    with base.administrator(database) as admin:
        admin.execute("INSERT INTO samples_entry (fen) VALUES (1)")
        admin.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.errors.RestrictViolation):
            admin.execute("UPDATE samples_entry SET fen = 2")
        admin.execute("ALTER TABLE samples_entry DISABLE TRIGGER append_only")
        assert admin.execute("UPDATE samples_entry SET fen = 2").rowcount == 1  # the test sees the guard gone
        admin.execute("ALTER TABLE samples_entry ENABLE ALWAYS TRIGGER append_only")


@pytest.mark.usefixtures("desk")
def test_only_declared_columns_change() -> None:
    with scope("370830"):
        family = Family.objects.create(region="370830101")
        assert Family.objects.filter(pk=family.pk).update(note="moved") == 1
        with pytest.raises(ProgrammingError, match="permission denied"):
            run("UPDATE samples_family SET region = '370830102'")


@pytest.mark.usefixtures("desk")
def test_a_table_that_declares_nothing_lets_nobody_in() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("SELECT * FROM samples_undeclared")


PLACES = ["3708", "370830", "370830101", "37083010", "370831101", "37", "370829999999"]


@pytest.mark.parametrize(
    ("region", "seen"),
    [
        ("370830", ["370830", "37083010", "370830101"]),
        ("370830101", ["370830101"]),
        ("3708", ["3708", "370829999999", "370830", "37083010", "370830101", "370831101"]),
        ("4420", []),
        (NATION, sorted(PLACES)),
    ],
)
@pytest.mark.usefixtures("desk")
def test_rows_are_seen_from_their_region_and_from_above_it(region: str, seen: list[str]) -> None:
    with scope(NATION):
        Family.objects.bulk_create(Family(region=place) for place in PLACES)
    with scope(region):
        assert sorted(Family.objects.values_list("region", flat=True)) == seen
        assert Family.objects.count() == len(seen)


@pytest.mark.usefixtures("desk")
def test_without_a_scope_nothing_is_seen_and_nothing_written() -> None:
    with scope("3708"):
        Family.objects.create(region="3708")
    assert Family.objects.count() == 0
    assert Family.objects.update(note="x") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Family.objects.create(region="3708")


@pytest.mark.usefixtures("desk")
def test_nothing_is_written_beyond_the_scope_and_the_outer_scope_comes_back() -> None:
    with scope("370830"):
        with (
            scope("370830101"),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            Family.objects.create(region="370830102")
        Family.objects.create(region="370830102")


@pytest.mark.usefixtures("database")
def test_the_scope_ends_with_its_transaction_even_after_an_error() -> None:
    with suppress(ZeroDivisionError), scope("3708"):
        Family.objects.create(region="3708")
        raise ZeroDivisionError
    assert Family.objects.count() == 0
    with scope(NATION):
        assert Family.objects.count() == 0


@pytest.mark.parametrize(
    "people",
    [
        {"made_by": 1, "approved_by": 1},
        {"made_by": 1, "released_by": 1},
        {"made_by": 2, "approved_by": 1, "released_by": 1},
    ],
)
@pytest.mark.usefixtures("desk")
def test_nobody_does_two_steps_of_one_order(people: dict[str, int]) -> None:
    with pytest.raises(IntegrityError, match="is_not"), transaction.atomic():
        Order.objects.create(**people)
    Order.objects.create(made_by=1, approved_by=2, released_by=3)


@pytest.mark.usefixtures("desk")
def test_the_region_is_looked_up_by_its_index() -> None:
    with scope("370830"), connections["default"].cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM samples_family")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "InitPlan" in plan
