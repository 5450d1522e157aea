"""The way money takes to a family is recorded, and what should not be on it is flagged (R-608, R-609)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.models import BankFile
from mingbai.payments.paths import Payees, Sort, path_of
from mingbai.payments.profiles import profiles
from mingbai.payments.refused import NoPayer, SamePerson, WrongState
from mingbai.payments.states import FileState
from mingbai.payments.tests.world import AT, OCTOBER, County, county, released

pytestmark = pytest.mark.requirement("R-608", "R-609")
TREASURY, SPECIAL, TRANSIT = (1, Sort.TREASURY, "1"), (2, Sort.SPECIAL, "2"), (3, Sort.OTHER, "3")
PERSONS = [Payees.PERSONS]


@pytest.mark.parametrize(
    ("chain", "intermediate"),
    [
        ([TREASURY], []),
        ([SPECIAL], []),  # one designated account pays directly (GEN#2.2)
        ([TREASURY, SPECIAL], []),
        ([TRANSIT], [3]),
        ([TREASURY, TRANSIT], [3]),
        ([TREASURY, TRANSIT, SPECIAL], [3]),
        ([TREASURY, SPECIAL, (4, Sort.SPECIAL, "4")], [2]),
    ],
)
def test_accounts_between_treasury_and_payer_are_flagged(
    chain: list[tuple[int, Sort, str]], intermediate: list[int]
) -> None:
    path = path_of(chain, PERSONS, set())
    assert [hop.account_id for hop in path.intermediate] == intermediate


@given(st.lists(st.sampled_from(Sort), min_size=1, max_size=5), st.sets(st.integers(0, 4)))
def test_each_step_is_on_the_whitelist_or_named(sorts: list[Sort], left_out: set[int]) -> None:
    chain = [(number, sort, str(number)) for number, sort in enumerate(sorts)]
    steps = [(n, n + 1) for n in range(len(chain) - 1)] + [(len(chain) - 1, Payees.PERSONS)]
    listed = {step for number, step in enumerate(steps) if number not in left_out}
    path = path_of(chain, PERSONS, listed)
    assert {hop.account_id for hop in path.unlisted} == left_out & set(range(len(chain)))
    assert path.is_direct == (not path.intermediate and not path.unlisted)


def through(place: County, sort: Sort, number: str) -> int:
    """Register and approve a further account, fed by the one that paid until now."""
    with working_as(place.asker):
        made = actions.register_account(
            region=COUNTY, sort=sort, number=number, holder="明白县民政局", bank="农商行", profile="csv",
            fed_from_id=place.payer_id, by=place.asker, at=AT,
        )  # fmt: skip
    with working_as(place.approver):
        actions.approve_account(account_id=made, by=place.approver, at=AT)
    return made


def test_a_file_paid_through_a_transit_account_is_flagged(base: Base, fresh_desk: str) -> None:
    place = county()
    payer = through(place, Sort.OTHER, "2055123456789")
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.drafted(roster)
    with scope(COUNTY):
        made = BankFile.objects.get(pk=file)
        assert (made.payer_id, made.intermediate) == (payer, 1)
        assert [hop["sort"] for hop in made.path] == ["treasury", "other"]
        assert [hop["listed"] for hop in made.path] == [False, False]
        assert [one.pk for one in queries.flagged_paths(COUNTY, OCTOBER)] == [file]


def test_a_direct_file_is_not_flagged(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    place.drafted(roster)
    with scope(COUNTY):
        assert not queries.flagged_paths(COUNTY, OCTOBER)


def test_an_account_nobody_approved_pays_nothing(base: Base, fresh_desk: str) -> None:
    place = county()
    with working_as(place.approver):
        actions.close_account(account_id=place.payer_id, reason="销户", by=place.approver, at=AT)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    with pytest.raises(NoPayer):
        place.drafted(roster)


def test_of_two_accounts_as_near_somebody_says_which(base: Base, fresh_desk: str) -> None:
    place = county()
    with working_as(place.asker):
        second = actions.register_account(
            region=COUNTY, sort=Sort.SPECIAL, number="3055123456789", holder="明白县财政局", bank="农商行",
            profile="xlsx", by=place.asker, at=AT,
        )  # fmt: skip
    with working_as(place.approver):
        actions.approve_account(account_id=second, by=place.approver, at=AT)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    with pytest.raises(NoPayer):
        place.drafted(roster)
    with working_as(place.handler):
        made = actions.draft(roster_id=roster, execute_on=AT.date(), payer_id=second, by=place.handler, at=AT)
    with scope(COUNTY):
        assert BankFile.objects.get(pk=made.files[0]).payer_id == second


def test_an_account_is_approved_once_and_by_another(base: Base, fresh_desk: str) -> None:
    place = county()
    with working_as(place.approver), pytest.raises(WrongState):
        actions.approve_account(account_id=place.payer_id, by=place.approver, at=AT)
    with working_as(place.asker):
        pair = actions.register_pair(
            payer_id=place.payer_id,
            payees=Payees.SPECIAL,
            payee_id=place.payer_id,
            region=COUNTY,
            by=place.asker,
            at=AT,
        )
    with base.administrator(fresh_desk) as admin:
        admin.execute("UPDATE payments_accountpair SET made_by = %s WHERE id = %s", [place.approver.id, pair])
    with working_as(place.approver), pytest.raises(SamePerson):
        actions.approve_pair(pair_id=pair, by=place.approver, at=AT)


def test_every_format_can_be_sealed(base: Base) -> None:
    for profile in profiles():
        with base.clone() as name:
            place = county(profile)
            with base.administrator(name) as admin:
                roster = released(admin)
            (file,) = place.sealed(roster)
            with scope(COUNTY):
                made = BankFile.objects.get(pk=file)
                assert (made.state, len(queries.file_bytes(file))) == (FileState.SEALED, made.bytes)
