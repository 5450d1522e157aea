"""What the database holds payments to, whoever writes: each guard refuses, and without it the act would pass."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import permutations, product
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from mingbai.config.guards import scope
from mingbai.config.guards.standing import missing_guards
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions
from mingbai.payments.acting import constraint_of
from mingbai.payments.digests import step_digest
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.refused import NotReleased
from mingbai.payments.tests.world import AT, FEN, County, account, county, released
from mingbai.rosters.models import RosterLine
from mingbai.standards.queries import parameters

COPY = (
    "file_id, line_id, urgent_id, attempt, previous_id, change_id, end_to_end_id, region, month, programme, fund_id,"
    " household_id, person_id, instalment, payee_id, payee_organisation_id, account_id, amount_fen, state, is_live"
)
FILE = (
    "region, month, programme, fund_id, request_id, part, occasion, payer_id, profile, channel, message_id,"
    " execute_on, payments, total_fen, digest, path, intermediate, state, reason, made_by, made_at"
)
OTHER_FILE = FILE.replace("message_id", "'other'").replace(" state", " 'drafted'")
Given = tuple[County, int]  # a county and its released roster of three lines


@pytest.fixture
def given(base: Base, fresh_desk: str) -> Given:
    place = county()
    with base.administrator(fresh_desk) as admin:
        return place, released(admin)


@contextmanager
def refused_by(*guards: str) -> Iterator[None]:
    """Expect one of the guards to refuse, each attempt in a transaction of its own."""
    with pytest.raises((IntegrityError, ProgrammingError)) as why, scope(COUNTY):
        yield
    name = constraint_of(why.value) if isinstance(why.value, IntegrityError) else ""
    assert name in guards or any(guard in str(why.value) for guard in guards), str(why.value)


def without(base: Base, database: str, *statements: str) -> None:
    with base.administrator(database) as admin:
        for statement in statements:
            admin.execute(statement)


def forge(payment: Payment, **changes: str) -> None:
    """Write a payment like another but for some columns, as SQL, past every action."""
    values = ", ".join(changes.get(name, name) for name in COPY.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO payments_payment ({COPY}) SELECT {values} FROM payments_payment WHERE id = {payment.pk}"
        )


def move(payment: Payment, before: str, after: str, digest: str = "", count: int = 1) -> None:
    """Write a change of a payment and its step, as SQL."""
    said = digest or step_digest([payment.pk], after)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH step AS (INSERT INTO payments_step (region, state, payments, fen, digest, document, by, at)"
            " VALUES (%s, %s, %s, 1, %s, 'x', 1, %s) RETURNING id) SELECT id FROM step",
            [payment.region, after, count, said, AT],
        )
        cursor.execute(
            "INSERT INTO payments_paymentstate (payment_id, region, before, state, step_id, at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [payment.pk, payment.region, before, after, cursor.fetchone()[0], AT],
        )


def first(place: County) -> Payment:
    with working_as(place.leader):
        return Payment.objects.order_by("id")[0]


DROP = {
    "payments_line_once": "DROP INDEX payments_line_once",
    "payments_paid_once": "DROP INDEX payments_paid_once",
    "payments_follows_a_failed_attempt": "DROP TRIGGER payments_lawful_payment ON payments_payment",
}
AGAIN = {
    "attempt": "2",
    "previous_id": "id",
    "end_to_end_id": "replace(end_to_end_id, 'A1', 'A2')",
}


@pytest.mark.usefixtures("desk")
def test_every_guard_stands() -> None:
    desk = connections["default"].settings_dict["USER"]
    assert missing_guards(desk, apps.get_app_config("payments").get_models()) == []


@pytest.mark.requirement("R-1508")
@pytest.mark.parametrize("alone", DROP)
def test_each_of_three_guards_alone_keeps_a_line_from_being_paid_twice(
    base: Base, fresh_desk: str, given: Given, alone: str
) -> None:
    place, roster = given
    place.drafted(roster)
    without(base, fresh_desk, *(drop for name, drop in DROP.items() if name != alone))
    payment = first(place)
    with refused_by(alone):
        forge(payment, **AGAIN)
    without(base, fresh_desk, DROP[alone])
    with scope(COUNTY):
        forge(payment, **AGAIN)


FORGERIES = {  # what a payment might be made to say → the guard that refuses it
    "another amount": ({"amount_fen": "amount_fen + 1"}, "payments_pays_what_was_released"),
    "another payee": ({"payee_id": "payee_id + 1"}, "payments_pays_what_was_released"),
    "another programme": ({"programme": "'tekun_rural'"}, "payments_pays_what_was_released"),
    "another family": ({"household_id": "household_id + 1"}, "payments_pays_what_was_released"),
    "another month": ({"month": "month + interval '1 month'"}, "payments_pays_what_was_released"),
    "another account": ({"account_id": "account_id + 1"}, "payments_pays_what_was_released"),
    "no line at all": ({"line_id": "0"}, "payments_pays_what_was_released"),
    "relief nobody granted": ({"line_id": "NULL", "urgent_id": "1"}, "payments_pays_what_was_released"),
    "another name": ({"end_to_end_id": "'X1'"}, "payments_begins_in_a_drafted_file"),
    "sent already": ({"state": "'settled'"}, "payments_begins_in_a_drafted_file"),
    "another fund": ({"fund_id": "fund_id + 1"}, "payments_begins_in_a_drafted_file"),
    "nobody's file": ({"file_id": "0"}, "payments_begins_in_a_drafted_file"),
    "no attempt before": ({"attempt": "3", "previous_id": "0"}, "payments_begins_in_a_drafted_file"),
    "two payees": ({"payee_organisation_id": "1"}, "payments_to_one_payee"),
    "nothing": ({"amount_fen": "0"}, "payments_positive"),
    "dead and live": ({"state": "'void'"}, "payments_live_as_its_state"),
}


@pytest.mark.requirement("R-728", "R-716", "R-719")
@pytest.mark.parametrize("what", FORGERIES)
def test_a_payment_says_what_was_released_and_nothing_else(
    base: Base, fresh_desk: str, given: Given, what: str
) -> None:
    changes, guard = FORGERIES[what]
    place, roster = given
    place.drafted(roster)
    payment = first(place)
    without(base, fresh_desk, DROP["payments_line_once"], DROP["payments_paid_once"])
    name = {} if "end_to_end_id" in changes else {"end_to_end_id": "end_to_end_id || 'X'"}
    with refused_by(guard, "payments_begins_in_a_drafted_file" if name else guard):
        forge(payment, **changes, **name)
    kind = "TRIGGER payments_lawful_payment ON payments_payment"
    is_check = guard in ("payments_to_one_payee", "payments_positive", "payments_live_as_its_state")
    without(base, fresh_desk, f"DROP {kind}")
    if is_check:
        without(base, fresh_desk, f"ALTER TABLE payments_payment DROP CONSTRAINT {guard}")
    with scope(COUNTY):
        forge(payment, **changes, **name)


def test_a_line_of_a_roster_that_is_not_released_is_not_paid(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    without(
        base,
        fresh_desk,
        "ALTER TABLE rosters_roster DISABLE TRIGGER USER",
        "UPDATE rosters_roster SET state = 'frozen'",
    )
    with pytest.raises(NotReleased):
        place.drafted(roster)


def test_an_account_that_was_closed_is_not_paid_into(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    closed = (
        "UPDATE people_account SET state = 'closed', closed_by = 1, closed_at = now(), until_on = from_on WHERE id = 1"
    )
    without(base, fresh_desk, "ALTER TABLE people_account DISABLE TRIGGER USER", closed)
    with working_as(place.handler):
        made = actions.draft(roster_id=roster, execute_on=AT.date(), by=place.handler, at=AT)
        line = RosterLine.objects.order_by("id")[0].pk
    assert [one.line_id for one in made.left_out] == [line]
    assert made.payments == 2
    payment = first(place)
    changes = {
        "line_id": str(line),
        "end_to_end_id": f"replace(end_to_end_id, 'L{payment.line_id}', 'L{line}')",
        "household_id": "1",
        "payee_id": "1",
        "account_id": "1",
    }
    with refused_by("payments_to_a_confirmed_account"):
        forge(payment, **changes)


@pytest.mark.parametrize(
    ("before", "after", "guard"),
    [
        ("drafted", "settled", "payments_lawful_move"),
        ("instructed", "settled", "payments_state_is_stale"),
        ("drafted", "reserved", "payments_state_as_its_file"),
        ("reserved", "instructed", "payments_state_as_its_file"),
        ("drafted", "void", "payments_state_as_its_file"),
    ],
)
def test_a_state_follows_from_the_last_and_from_its_file(given: Given, before: str, after: str, guard: str) -> None:
    place, roster = given
    place.drafted(roster)
    payment = first(place)
    with refused_by(guard, "payments_state_as_its_file"):
        move(payment, before, after)


def test_what_changes_together_is_one_whole_step(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    (file,) = place.reserved(roster)
    without(base, fresh_desk, "ALTER TABLE payments_bankfile DISABLE TRIGGER USER",
            "UPDATE payments_bankfile SET state = 'sent', released_by = 9, released_at = now(),"
            " sha256 = repeat('a', 64), bytes = 1, sent_by = 8, sent_at = now(), checkpoint = 1"
            f" WHERE id = {file}")  # fmt: skip
    payment = first(place)
    for changes in ({"digest": "ab" * 32}, {"count": 2}):
        with refused_by("payments_step_is_whole"):
            move(payment, "reserved", "instructed", **changes)
    with scope(COUNTY):
        move(payment, "reserved", "instructed")


def test_nobody_writes_a_state_or_takes_a_payment_away(given: Given) -> None:
    place, roster = given
    place.reserved(roster)
    for statement in (
        "UPDATE payments_payment SET state = 'settled'",
        "UPDATE payments_payment SET amount_fen = 1",
        "DELETE FROM payments_payment",
        "UPDATE payments_paymentstate SET state = 'void'",
        "DELETE FROM payments_paymentstate",
        "DELETE FROM payments_step",
        "UPDATE payments_step SET fen = 0",
        "DELETE FROM payments_bankfile",
        "UPDATE payments_bankfile SET total_fen = 1",
        "UPDATE payments_bankfile SET message_id = 'x'",
        "DELETE FROM payments_piece",
        "DELETE FROM payments_handover",
        "UPDATE payments_fundrequest SET fen = 1",
    ):
        with refused_by("permission denied", "append-only", "by hand"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_what_was_signed_of_a_file_stays(
    base: Base, fresh_desk: str, given: Given, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    place, roster = given
    (file,) = place.sent(roster, tmp_path / "outbox", policy, settle)
    for changes in (
        "reviewed_by = 77",
        "sha256 = repeat('b', 64)",
        "released_by = 77",
        "sent_by = 77",
        "checkpoint = 9",
    ):
        with refused_by("payments_file_stays_as_signed"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE payments_bankfile SET {changes} WHERE id = {file}")
    without(base, fresh_desk, "DROP TRIGGER payments_file_moves ON payments_bankfile")
    with scope(COUNTY), connection.cursor() as cursor:
        cursor.execute(f"UPDATE payments_bankfile SET sha256 = repeat('b', 64) WHERE id = {file}")


def test_a_file_that_holds_something_else_gets_no_money(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    (file,) = place.drafted(roster)
    without(base, fresh_desk, "ALTER TABLE payments_payment DISABLE TRIGGER USER",
            "ALTER TABLE payments_payment DISABLE TRIGGER kept_by_triggers",
            "UPDATE payments_payment SET amount_fen = 1 WHERE id = (SELECT min(id) FROM payments_payment)")  # fmt: skip
    with pytest.raises(Exception, match="不符") as why, working_as(place.reviewer):
        actions.reserve(file_id=file, by=place.reviewer, at=AT)
    assert type(why.value).__name__ == "Refused"


PEOPLE = ("made_by", "reviewed_by", "released_by", "sent_by")


@pytest.mark.requirement("R-701")
@pytest.mark.parametrize(("one", "other"), [(a, b) for place, a in enumerate(PEOPLE) for b in PEOPLE[place + 1 :]])
def test_no_two_steps_of_a_file_are_one_persons(
    base: Base, fresh_desk: str, given: Given, one: str, other: str
) -> None:
    place, roster = given
    (file,) = place.drafted(roster)
    with scope(COUNTY):
        made_by = BankFile.objects.get(pk=file).made_by
    steps = {"reviewed_by": "91", "released_by": "92", "sent_by": "93"} | {
        other: str(made_by) if one == "made_by" else "90"
    }
    steps |= {one: "90"} if one != "made_by" else {}
    statement = (
        f"UPDATE payments_bankfile SET {', '.join(f'{name} = {who}' for name, who in steps.items())} WHERE id = {file}"
    )
    with refused_by(f"{one}_is_not_{other}"), connection.cursor() as cursor:
        cursor.execute(statement)
    without(base, fresh_desk, f"ALTER TABLE payments_bankfile DROP CONSTRAINT bankfile_{one}_is_not_{other}")
    with scope(COUNTY), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.requirement("R-701", "R-1508")
def test_of_all_ways_to_share_the_four_steps_only_four_people_pass(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    place.drafted(roster)
    passed = []
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_bankfile DISABLE TRIGGER USER")
        for who in product(range(4), repeat=4):
            try:
                steps = zip(PEOPLE, who, strict=True)
                admin.execute(f"UPDATE payments_bankfile SET {', '.join(f'{name} = {n}' for name, n in steps)}")
                passed.append(who)
            except psycopg.errors.CheckViolation:
                assert len(set(who)) < 4
    assert passed == list(permutations(range(4)))


@pytest.mark.requirement("R-702")
def test_the_channel_of_the_place_is_part_of_the_file(given: Given) -> None:
    place, roster = given
    (file,) = place.drafted(roster)
    with scope(COUNTY):
        said = parameters().at(COUNTY.code, AT.date()).text("payment_channel")
        assert BankFile.objects.get(pk=file).channel == said != ""


def test_a_file_needs_money_that_arrived_and_a_registered_payer(base: Base, fresh_desk: str, given: Given) -> None:
    place, roster = given
    place.drafted(roster)
    statement = f"INSERT INTO payments_bankfile ({FILE}) SELECT {OTHER_FILE} FROM payments_bankfile LIMIT 1"
    for table, back in (("payments_fundrequest", "approved"), ("payments_specialaccount", "closed")):
        without(base, fresh_desk, f"ALTER TABLE {table} DISABLE TRIGGER USER")
        with base.administrator(fresh_desk) as admin:
            before = admin.execute(f"SELECT state FROM {table}").fetchone()
            admin.execute(f"UPDATE {table} SET state = '{back}'")
        with refused_by("payments_file_has_money_and_payer"), connection.cursor() as cursor:
            cursor.execute(statement)
        assert before is not None
        without(base, fresh_desk, f"UPDATE {table} SET state = '{before[0]}'")
    with scope(COUNTY), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "table", ["bankfile", "payment", "paymentstate", "step", "piece", "fundrequest", "specialaccount"]
)
def test_another_county_sees_nothing(
    given: Given, tmp_path: Path, policy: Policy, settle: Callable[..., None], table: str
) -> None:
    place, roster = given
    place.sent(roster, tmp_path / "outbox", policy, settle)
    for region, sees in ((COUNTY, True), ("999902", False)):
        with scope(region), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM payments_{table}")
            assert (cursor.fetchone()[0] > 0) is sees


def test_another_account_needs_a_change_two_people_agreed_to(
    base: Base, fresh_desk: str, given: Given, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    place, roster = given
    place.sent(roster, tmp_path / "outbox", policy, settle)
    payment = first(place)
    place.answers(rejected=[payment.end_to_end_id])
    with base.administrator(fresh_desk) as admin:
        other = account(admin, payment.payee_id or 0, "6217000000000009", "赵某丁")
        payer: Any = admin.execute("SELECT id FROM payments_specialaccount").fetchone()
    assert payer
    with scope(COUNTY), transaction.atomic():
        files = actions.reissue(payment_ids=[payment.pk], by=place.handler, at=AT)
        following = Payment.objects.get(file_id=files[0])
        assert following.account_id == payment.account_id
        assert following.amount_fen == FEN
        transaction.set_rollback(True)
    with scope(COUNTY), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO payments_bankfile ({FILE}) SELECT {OTHER_FILE} FROM payments_bankfile RETURNING id"
        )
        file = cursor.fetchone()[0]
    changes = {**AGAIN, "file_id": str(file), "account_id": str(other), "state": "'drafted'", "is_live": "true"}
    with refused_by("payments_follows_a_failed_attempt"):
        forge(payment, **changes)
    without(base, fresh_desk, DROP["payments_follows_a_failed_attempt"])
    with scope(COUNTY):
        forge(payment, **changes)
