"""What the database refuses by itself of rosters, findings, holds and releases, whatever program sends it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.prechecks import queries
from mingbai.prechecks.models import Check, CheckedRoster, Finding, Hold, Release
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.models import Departure, LateSubmission, Roster, RosterLine

Act = Callable[[Desk], object]


@pytest.fixture(scope="module")
def once(database: str) -> Iterator[Desk]:
    """Return a desk whose frozen roster was checked, with one question open about a line: made once, for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        with scope(NATION):
            office = desk_with(patch)
            office.died(office.line().payee_id, date(2026, 9, 30))
            office.checked()
        yield office


@pytest.fixture
def office(once: Desk, desk: str) -> Iterator[Desk]:
    """Return the desk as it was made; what a test writes is taken back."""
    with scope(NATION):
        yield once


def roster(office: Desk, **change: object) -> int:
    return Roster.objects.filter(pk=office.roster.pk).update(**change)


def departed(office: Desk, **other: object) -> Departure:
    given = {
        "line": office.line(), "roster": office.roster, "region": office.line().region, "why": "moved",
        "reason": "核实", "state": "asked", "made_by": 1, "made_at": office.at,
    }  # fmt: skip
    return Departure.objects.create(**given | other)


def found(office: Desk, **other: object) -> Finding:
    one = Finding.objects.filter(rule_id="RK-101").get()
    one.pk, one.subject_index = None, b"y" * 32
    for name, value in other.items():
        setattr(one, name, value)
    one.save(force_insert=True)
    return one


def asked(office: Desk, **other: object) -> Hold:
    finding = other.pop("finding", None) or found(office)
    given = {
        "finding": finding, "line": office.line(), "region": office.line().region, "rule_id": "RK-101",
        "match_tier": "A", "state": "asked", "held_fen": 1, "asked_at": office.at, "until_on": office.at.date(),
    }  # fmt: skip
    return Hold.objects.create(**given | other)


def release(office: Desk, **other: object) -> Release:
    seen = queries.latest_check(office.roster.pk)
    assert seen is not None
    given = {
        "roster": office.roster, "check_made": seen.check_made, "region": office.roster.region, "state": "asked",
        "month": office.roster.month, "checked_digest": office.roster.digest, "lines": 3, "total_fen": 1,
        "proof": {"differences": 0}, "asked_by": 1, "asked_at": office.at,
    }  # fmt: skip
    return Release.objects.create(**given | other)


def answered(office: Desk) -> None:
    Hold.objects.filter(state="asked").update(state="declined", held_by=1, held_at=office.at, reason="核实无误")


def copied(office: Desk, **other: object) -> Roster:
    one = Roster.objects.get(pk=office.roster.pk)
    one.pk, one.state = None, "drafted"
    for name, value in other.items():
        setattr(one, name, value)
    one.save(force_insert=True)
    return one


def after_answer(act: Act) -> Act:
    def both(office: Desk) -> object:
        answered(office)
        return act(office)

    return both


REFUSED: dict[str, Act] = {
    "rosters_one_a_month": copied,
    "rosters_supplements_are_numbered": lambda d: copied(d, number=1),
    "rosters_month_is_its_first_day": lambda d: copied(d, number=1, kind="supplementary", month=date(2026, 11, 2)),
    "rosters_known_kind": lambda d: copied(d, kind="extra", number=1),
    "rosters_frozen_after_review": lambda d: roster(d, reviewed_by=None),
    "rosters_frozen_as_it_is": lambda d: roster(d, digest="0" * 64),
    "roster_made_by_is_not_reviewed_by": lambda d: roster(d, reviewed_by=d.roster.made_by),
    "roster_made_by_is_not_frozen_by": lambda d: roster(d, frozen_by=d.roster.made_by),
    "rosters_line_leaves": lambda d: RosterLine.objects.filter(pk=d.line().pk).update(live=False),
    "rosters_departs_once": lambda d: (departed(d), departed(d)),
    "rosters_departure_has_a_reason": lambda d: departed(d, reason=""),
    "rosters_departure_agreed_by_somebody": lambda d: departed(d, state="done"),
    "departure_made_by_is_not_approved_by": lambda d: departed(d, state="done", approved_by=1, approved_at=d.at),
    "rosters_only_a_hold_keeps_money": lambda d: departed(d, held_fen=1),
    "rosters_late_is_after_due": lambda d: LateSubmission.objects.create(
        roster=d.roster, region=d.roster.region, what="ledger", due_at=d.at, done_at=d.at - timedelta(days=1),
        reason="x", made_by=1,
    ),
    "prechecks_hold_only_if_certain": lambda d: found(d, match_tier="B"),
    "prechecks_advice_stops_nothing": lambda d: found(d, is_advisory=True),
    "prechecks_known_tier": lambda d: found(d, match_tier="D", proposes_hold=False),
    "prechecks_hold_asked": lambda d: asked(d, finding=found(d, proposes_hold=False)),
    "prechecks_closed_list": lambda d: asked(d, rule_id="RK-112"),
    "prechecks_hold_as_found": lambda d: asked(d, rule_id="RK-201"),
    "prechecks_hold_is_of_money": lambda d: asked(d, held_fen=0),
    "prechecks_hold_ends_soon": lambda d: asked(d, until_on=d.at.date() + timedelta(days=21)),
    "prechecks_held_by_a_person_with_reason": lambda d: Hold.objects.update(state="held"),
    "prechecks_confirmed_by_a_decision": lambda d: (
        Hold.objects.update(state="held", held_by=1, held_at=d.at, reason="x"),
        Hold.objects.update(state="confirmed"),
    ),
    "prechecks_hold_unanswered": release,
    "prechecks_released_when_equal": after_answer(lambda d: release(d, proof={"differences": 1})),
    "prechecks_released_as_checked": after_answer(lambda d: release(d, checked_digest="0" * 64)),
    "prechecks_gate_open": after_answer(lambda d: (found(d, gates=True), release(d))),
    "prechecks_release_once": after_answer(lambda d: (release(d), release(d))),
    "release_asked_by_is_not_released_by": after_answer(
        lambda d: release(d).__class__.objects.update(released_by=1)
    ),
    "prechecks_released_as_it_is": after_answer(
        lambda d: release(d).__class__.objects.update(
            state="released", released_by=2, released_at=d.at, released_digest=d.roster.digest
        )
    ),
    "prechecks_roster_released": after_answer(lambda d: roster(d, state="released", released_by=77)),
}  # fmt: skip


def at_once(act: Act, office: Desk) -> None:
    """Do it, and let every key be compared now."""
    act(office)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint: str, office: Desk) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        at_once(REFUSED[constraint], office)
    assert refused.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


@pytest.mark.parametrize("model", [Roster, RosterLine, Check, CheckedRoster, Finding, Hold])
def test_another_county_sees_none_of_it(model: type[Roster], office: Desk) -> None:
    assert model.objects.exists()
    with scope("999902"):
        assert not model.objects.exists()
        assert model.objects.count() == 0
