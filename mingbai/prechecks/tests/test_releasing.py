"""A roster is released when it is equal in every column, checked as it is, and by two people."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.refused import NotYours
from mingbai.prechecks import actions, queries
from mingbai.prechecks.equality import equality
from mingbai.prechecks.models import Release
from mingbai.prechecks.refused import (
    AccountsOpen,
    GateOpen,
    NotAsked,
    NotChecked,
    NotCompared,
    Unanswered,
    Unequal,
)
from mingbai.prechecks.tests.world import Desk, desk_with, sealed
from mingbai.rosters import actions as rostering
from mingbai.rosters.models import Roster, RosterLine
from mingbai.rosters.queries import paid
from mingbai.rosters.states import Why
from mingbai.rosters.tests.world import AMOUNT, NOVEMBER, TOWN, decided

RULE = pytest.mark.requirement


@pytest.fixture
def office(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


def renamed(line: RosterLine) -> None:
    """Write another holder on an account of the desk, as somebody would who may work on the tables."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET name = '别人' WHERE id = %s", [line.payee_id])


@RULE("R-716")
@RULE("R-1508")
def test_an_equal_roster_is_released_line_by_line_with_its_proof(office: Desk) -> None:
    check = office.checked()
    office.asked()
    assert queries.released_lines(office.roster.pk).count() == 0
    office.released()
    done = Release.objects.get()
    assert (done.proof["differences"], done.proof["approvals"], done.proof["lines"]) == (0, 3, 3)
    assert done.released_digest == office.roster.digest == Roster.objects.get(pk=office.roster.pk).digest
    assert queries.released_lines(office.roster.pk).count() == 3
    assert done.check_made_id == check


@RULE("R-728")
def test_what_is_about_to_be_paid_is_known_by_the_digest_that_was_released(office: Desk) -> None:
    office.checked()
    office.asked()
    rows = [paid(line) for line in RosterLine.objects.all()]
    assert not queries.is_as_released(office.roster.pk, rows)
    office.released()
    assert queries.is_as_released(office.roster.pk, rows)
    assert not queries.is_as_released(office.roster.pk, rows[:-1])


@RULE("R-714")
def test_one_open_difference_in_any_column_keeps_the_roster_and_is_named(office: Desk) -> None:
    office.checked()
    renamed(office.line(1))
    with pytest.raises(Unequal, match=f"领款人姓名|{office.line(1).award_id}") as refused:
        office.asked()
    ((one),) = refused.value.differences
    assert (one.column, one.approved, one.line_id) == ("payee_name", "别人", office.line(1).pk)
    with pytest.raises(IntegrityError) as kept, transaction.atomic():
        Release.objects.create(
            roster=office.roster, check_made_id=queries.latest_check(office.roster.pk).check_made_id,  # type: ignore[union-attr]
            region=office.roster.region, month=office.roster.month, state="asked", checked_digest=office.roster.digest,
            lines=3, total_fen=3 * AMOUNT, proof=equality(office.roster).proof(office.roster),
            asked_by=office.staff.reviewer.id, asked_at=office.at,
        )  # fmt: skip
    assert kept.value.__cause__.diag.constraint_name == "prechecks_released_when_equal"  # type: ignore[union-attr]


@RULE("R-712")
def test_a_line_whose_account_nobody_confirmed_keeps_its_roster_and_is_named(fresh_desk: str, base: Base) -> None:
    with pytest.MonkeyPatch.context() as patch, scope(NATION):
        office = desk_with(patch)
        office.checked()
        line = office.line(1)
        assert queries.unready_lines(office.roster.pk) == []
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE people_account DISABLE TRIGGER ALL")
        admin.execute(
            "UPDATE people_account SET state = 'closed', until_on = '2026-10-19', closed_by = 7, closed_at = now()"
            " WHERE id = %s",
            [line.account_id],
        )
        with scope(TOWN):
            (one,) = queries.unready_lines(office.roster.pk)
        assert (one.line_id, one.payee_name, one.state) == (line.pk, line.payee_name, "closed")
        with scope(NATION), pytest.raises(AccountsOpen, match=f"{line.payee_name}（{line.region}）"):
            office.asked()
        with pytest.raises(IntegrityError) as kept, scope(NATION):
            _asked_by_hand(office)
        assert kept.value.__cause__.diag.constraint_name == "prechecks_accounts_confirmed"  # type: ignore[union-attr]
        admin.execute("DROP TRIGGER prechecks_accounts_confirmed ON prechecks_release")
    with scope(NATION):
        _asked_by_hand(office)


def _asked_by_hand(office: Desk) -> None:
    """Ask for a release as somebody would who may work on the tables."""
    check = queries.latest_check(office.roster.pk)
    assert check is not None
    Release.objects.create(
        roster=office.roster, check_made_id=check.check_made_id, region=office.roster.region,
        month=office.roster.month, state="asked", checked_digest=office.roster.digest, lines=3, total_fen=3 * AMOUNT,
        proof={"differences": 0}, asked_by=office.staff.reviewer.id, asked_at=office.at,
    )  # fmt: skip


@RULE("R-701")
def test_who_asks_does_not_release_and_without_the_step_nobody_does(office: Desk) -> None:
    office.checked()
    with pytest.raises(NotAsked):
        office.released()
    office.asked()
    with pytest.raises(NotYours):
        actions.release(roster_id=office.roster.pk, by=office.staff.reviewer, at=office.at)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Roster.objects.filter(pk=office.roster.pk).update(state="released", released_by=office.staff.reviewer.id)
    assert refused.value.__cause__.diag.constraint_name in (  # type: ignore[union-attr]
        "prechecks_roster_released",
        "roster_reviewed_by_is_not_released_by",
    )


def test_without_a_check_of_what_the_roster_now_is_there_is_no_release(office: Desk) -> None:
    with pytest.raises(NotChecked):
        office.asked()


@RULE("R-511")
def test_a_month_in_which_nobody_looked_for_deaths_is_not_released(office: Desk) -> None:
    office.dead.clear()
    office.checked()
    with pytest.raises(NotCompared, match="RK-101"):
        office.asked()


def test_a_line_altered_after_freezing_is_found_by_its_digest_and_gates(
    fresh_desk: str, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(NATION):
        office = desk_with(monkeypatch)
        line = office.line()
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE rosters_rosterline DISABLE TRIGGER ALL")
        admin.execute("UPDATE rosters_rosterline SET amount_fen = amount_fen + 1 WHERE id = %s", [line.pk])
    with scope(NATION):
        found = {(one.rule_id, one.gates) for one in queries.findings(office.checked())}
        assert ("RK-309", True) in found
        with pytest.raises(GateOpen, match="指纹不符"):
            office.asked()


def test_a_gated_line_is_moved_by_two_people_and_the_township_no_longer_waits(office: Desk) -> None:
    office.checked()
    line = office.line()
    renamed(line)
    with pytest.raises(Unequal):
        office.asked()
    asked = rostering.ask_departure(
        line_id=line.pk, why=Why.MOVED, reason="姓名待核", by=office.staff.handler, at=office.later(minutes=1)
    )
    rostering.agree_departure(departure_id=asked, by=office.staff.reviewer, at=office.later(minutes=1))
    with pytest.raises(NotChecked):
        office.asked()
    office.roster.refresh_from_db()
    office.checked()
    office.asked()
    office.released()
    assert queries.released_lines(office.roster.pk).count() == 2
    later = rostering.derive_supplement(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.later(days=1))
    extra = sealed(office.staff, later, office.at)
    assert (extra.lines, extra.total_fen, extra.number) == (1, AMOUNT, 1)
    office.roster = extra
    office.checked()
    with pytest.raises(Unanswered):
        office.asked()
    actions.decline(hold_id=office.question().pk, reason="派出所证明更名", by=office.staff.reviewer, at=office.at)
    office.asked()
    office.released()
    assert [one.payee_name for one in queries.released_lines(extra.pk)] == ["别人"]


def test_a_corrected_line_takes_what_its_award_now_says_and_the_rest_stays(office: Desk) -> None:
    line = office.line()
    decided(line.award_id, "raise", "corrected", 60_000)
    office.checked()
    with pytest.raises((GateOpen, Unequal)):
        office.asked()
    asked = rostering.ask_departure(
        line_id=line.pk, why=Why.CORRECTED, reason="更正金额", by=office.staff.handler, at=office.later(minutes=1)
    )
    rostering.agree_departure(departure_id=asked, by=office.staff.reviewer, at=office.later(minutes=1))
    office.checked()
    office.asked()
    office.released()
    amounts = sorted(one.amount_fen for one in queries.released_lines(office.roster.pk))
    assert amounts == [AMOUNT, AMOUNT, 60_000]


@RULE("R-704")
def test_raises_that_reach_back_are_made_up_for_to_the_fen(office: Desk) -> None:
    office.checked()
    office.asked()
    office.released()
    decided(office.awards[0], "raise", "standard", 60_000, at=office.later(days=14))
    extra = rostering.derive_supplement(township=TOWN, month=NOVEMBER, by=office.staff.handler, at=office.at)
    (line,) = RosterLine.objects.filter(roster_id=extra)
    assert (line.amount_fen, line.instalment, line.award_id) == (10_000, 1, office.awards[0])
