"""What is rostered, found, held and released is in the log, and one fen edited behind the desk's back is named."""

from datetime import date

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.installation import installed_policy, installed_ring, log_key
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.verifying import verify
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks import actions
from mingbai.prechecks.tests.world import desk_with
from mingbai.rosters import audit
from mingbai.rosters.tests.world import NOVEMBER

EDITS = {
    "rosters.sheet": "UPDATE rosters_rosterline SET amount_fen = amount_fen + 1 WHERE id = (SELECT max(id) FROM {0} "
    "WHERE live)",
    "rosters.departure": "UPDATE rosters_departure SET held_fen = held_fen + 1",
    "prechecks.outcome": "UPDATE prechecks_finding SET amount_fen = amount_fen + 1",
    "prechecks.hold": "UPDATE prechecks_hold SET held_by = held_by + 100",
    "prechecks.release": "UPDATE prechecks_release SET total_fen = total_fen + 1",
}


@pytest.fixture
def month(fresh_desk: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a desk whose roster was checked, held back in one line and released, all of it logged."""
    with scope(NATION):
        office = desk_with(monkeypatch)
        office.died(office.line().payee_id, date(2026, 9, 30))
        office.checked()
        actions.hold(hold_id=office.question().pk, reason="待核", by=office.staff.reviewer, at=office.at)
        office.asked()
        office.released()
    append_all(key=log_key())
    return fresh_desk


def changed() -> Fault | None:
    """Return the first row that is not as logged; people and awards of these tests were never logged."""
    fault = verify(policy=installed_policy(), ring=installed_ring(), storage=None).fault
    return fault if fault and fault.kind is not Kind.ROW_UNLOGGED else None


def test_what_the_desk_itself_does_verifies(month: str) -> None:
    assert month
    assert changed() is None
    with scope(NATION):
        assert audit.altered_rosters(COUNTY, NOVEMBER) == []


@pytest.mark.requirement("R-728")
@pytest.mark.parametrize("subject", EDITS)
def test_one_value_changed_by_hand_is_named(subject: str, month: str, base: Base) -> None:
    with base.administrator(month) as admin:
        for table in ("rosters_rosterline", "rosters_departure", "prechecks_finding", "prechecks_hold",
                      "prechecks_release"):  # fmt: skip
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        admin.execute(EDITS[subject].format("rosters_rosterline"))
    fault = changed()
    assert fault is not None
    assert (fault.kind, fault.subject.partition("/")[0]) == (Kind.ROW_CHANGED, subject)
    with scope(NATION):
        assert bool(audit.altered_rosters(COUNTY, NOVEMBER)) == (subject == "rosters.sheet")
