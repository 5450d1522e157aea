"""A month's payments, from a released roster to the family's account, each exactly once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.payments import queries
from mingbai.payments.audit import audit
from mingbai.payments.states import State
from mingbai.payments.tests.world import FEN, OCTOBER, county, released
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder, where_it_is


def test_a_released_roster_is_paid(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 3)
    (file,) = place.sent(roster, tmp_path / "outbox", policy, settle)
    with working_as(place.leader):
        names = [one.end_to_end_id for one in queries.payments_of(file)]
    assert place.answers(settled=names) == 3
    with working_as(place.leader):
        assert {one.state for one in queries.payments_of(file)} == {State.SETTLED}
        assert ladder(place.fund_id)[Rung.PAID] == 3 * FEN
        assert where_it_is(place.fund_id).holds
        assert queries.standings(place.leader.region, OCTOBER)[0].payments == 3


@pytest.mark.requirement("R-708")
def test_a_care_home_is_paid_for_whom_it_cares_for(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 3)
        for table in ("people_account", "rosters_rosterline"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        ((home, where),) = admin.execute("SELECT id, region FROM offices_organisation ORDER BY id LIMIT 1").fetchall()
        admin.execute(
            "UPDATE people_account SET person_id = NULL, organisation_id = %s, holder = 'institution', region = %s"
            " WHERE id = 2",
            [home, where],
        )
        admin.execute("UPDATE rosters_rosterline SET payee_organisation_id = %s WHERE account_id = 2", [home])
    (file,) = place.sent(roster, tmp_path / "outbox", policy, settle)
    with working_as(place.leader):
        paid = [(one.payee_id, one.payee_organisation_id, one.account_id) for one in queries.payments_of(file)]
    assert paid == [(1, None, 1), (None, home, 2), (3, None, 3)]
    with scope(NATION):
        assert audit() == []
