"""What the database refuses by itself, whatever program sends it: one bad row for every constraint of this folder."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from mingbai.offices.models import Officer
from mingbai.rules.catalogue import all_rules
from mingbai.standards.models import GATES, Entry, Reminder, RuleSwitch

AT, DAY = datetime(2026, 1, 5, 2, 0, tzinfo=UTC), date(2026, 1, 5)
PENDING = {"state": "proposed", "approved_by_id": None, "approved_at": None}
Bad = Callable[[list[int]], object]


@pytest.fixture
def people(desk: str) -> list[int]:
    return [Officer.objects.create(name="某", number=f"N{number}", made_at=AT).pk for number in range(3)]


def dated(people: list[int]) -> dict[str, Any]:
    return {
        "region": "999901",
        "from_on": DAY,
        "state": "in_force",
        "reason": "试运行",
        "made_by_id": people[0],
        "made_at": AT,
        "approved_by_id": people[1],
        "approved_at": AT,
    }


def entry(people: list[int], **given: Any) -> Entry:
    said = {"key": "top_up_bp", "value": 1500, "article": "LAW-2026#20", "document": "明民发〔2026〕1号"}
    return Entry.objects.create(**dated(people) | said | given)


def switch(people: list[int], **given: Any) -> RuleSwitch:
    return RuleSwitch.objects.create(**dated(people) | {"rule_id": "RK-101", "mode": "advisory"} | given)


def reminder(**given: Any) -> Reminder:
    days = {"month": date(2026, 2, 1), "last_on": DAY, "last_working_on": DAY, "told_on": DAY, "made_at": AT}
    said = {"region": "999901", "due": "payment", "status": "official", "days_left": 0}
    return Reminder.objects.create(**days | said | given)


def twice(*rows: Bad) -> Bad:
    return lambda people: [row(people) for row in rows]


ENTRIES: dict[str, Bad] = {
    "standards_entry_known_state": lambda p: entry(p, state="perhaps"),
    "standards_entry_made_by_somebody": lambda p: entry(p, made_by_id=None),
    "standards_entry_approved_before_it_counts": lambda p: entry(p, approved_by_id=None),
    "standards_entry_ends_after_it_begins": lambda p: entry(p, until_on=DAY),
    "standards_entry_ended_on_a_day": lambda p: entry(p, state="ended"),
    "standards_entry_refused_with_reason": lambda p: entry(p, **PENDING | {"state": "refused", "reason": ""}),
    "entry_made_by_is_not_approved_by": lambda p: entry(p, approved_by_id=p[0]),
    "standards_entry_has_its_ground": lambda p: entry(p, article=""),
    "standards_entry_of_a_parameter": lambda p: entry(p, key=""),
    "standards_one_value_a_day": twice(
        lambda p: entry(p, from_on=date(2025, 1, 1), until_on=date(2026, 1, 6), state="ended"), entry
    ),
    "standards_value_proposed_once": twice(lambda p: entry(p, **PENDING), lambda p: entry(p, **PENDING, value=1)),
}
SWITCHES: dict[str, Bad] = {
    "standards_switch_known_state": lambda p: switch(p, state="perhaps"),
    "standards_switch_made_by_somebody": lambda p: switch(p, made_by_id=None, measured={}, mode="off"),
    "standards_switch_approved_before_it_counts": lambda p: switch(p, approved_at=None),
    "standards_switch_ends_after_it_begins": lambda p: switch(p, until_on=DAY),
    "standards_switch_ended_on_a_day": lambda p: switch(p, state="ended"),
    "standards_switch_refused_with_reason": lambda p: switch(p, **PENDING | {"state": "refused", "reason": ""}),
    "ruleswitch_made_by_is_not_approved_by": lambda p: switch(p, approved_by_id=p[0]),
    "standards_known_mode": lambda p: switch(p, mode="sometimes"),
    "standards_switch_says_why": lambda p: switch(p, reason=""),
    "standards_gates_stay_on": lambda p: switch(p, rule_id="RK-306"),
    "standards_one_mode_a_day": twice(switch, lambda p: switch(p, mode="off", from_on=date(2027, 1, 1))),
    "standards_switch_proposed_once": twice(lambda p: switch(p, **PENDING), lambda p: switch(p, **PENDING)),
}
REMINDERS: dict[str, Bad] = {
    "standards_reminded_once": twice(lambda _: reminder(), lambda _: reminder()),
    "standards_known_due": lambda _: reminder(due="tax"),
}
BAD = ENTRIES | SWITCHES | REMINDERS
SHADOWED = {"standards_switch_refused_with_reason"}  # a switch says why from the first, so another refuses it earlier


@pytest.mark.parametrize("name", sorted(BAD.keys() - SHADOWED))
def test_the_database_refuses_by_this_constraint(name: str, people: list[int]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BAD[name](people)


def test_every_constraint_of_this_folder_has_its_bad_row(desk: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'x') AND conrelid::regclass::text ~ '^standards_'"
            " UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
            " WHERE relname LIKE 'standards_%' AND indisunique AND NOT indisprimary"
        )
        assert {row[0] for row in cursor.fetchall()} == BAD.keys()


def test_the_good_rows_the_bad_ones_differ_from_are_taken(people: list[int]) -> None:
    entry(people)
    entry(people, region="9999")
    entry(people, key="grace_months")
    entry(people, **PENDING)
    entry(people, from_on=date(2025, 1, 1), until_on=DAY, state="ended")
    switch(people, rule_id="RK-306", mode="on")
    switch(people, made_by_id=None, approved_by_id=None, approved_at=None, measured={"decided": 40})


@pytest.mark.parametrize(
    ("before", "after"), [("in_force", "proposed"), ("refused", "in_force"), ("replaced", "in_force")]
)
def test_states_move_only_as_allowed(before: str, after: str, people: list[int]) -> None:
    for made in (entry(people, state=before), switch(people, state=before)):
        with pytest.raises(DatabaseError, match="transition"), transaction.atomic():
            type(made).objects.filter(pk=made.pk).update(state=after)


@pytest.mark.parametrize("column", ["key", "value", "region", "from_on", "article", "made_by_id"])
def test_what_was_entered_does_not_change(column: str, people: list[int]) -> None:
    made = entry(people)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Entry.objects.filter(pk=made.pk).update(**{column: getattr(made, column)})


@pytest.mark.parametrize("model", [Entry, RuleSwitch, Reminder])
def test_nothing_is_deleted(model: type[Entry], people: list[int]) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_every_rule_that_gates_is_known_to_the_database() -> None:
    assert {rule.id for rule in all_rules() if rule.gates} <= set(GATES)
