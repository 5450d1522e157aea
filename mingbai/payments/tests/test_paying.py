"""A month's payments, from a released roster to the family's account, each exactly once."""

from collections.abc import Callable
from pathlib import Path

from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.payments import queries
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
