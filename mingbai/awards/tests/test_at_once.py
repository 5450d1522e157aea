"""Several people at once: one award covers a person, one change is made, one confirmation counts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from mingbai.awards import actions
from mingbai.awards.actions import Evidence, Facts
from mingbai.awards.models import Award, Covered, Decision
from mingbai.awards.refused import CoveredAlready, Pending, WrongState
from mingbai.awards.tests.cases import POOR_FEN, Office, office
from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.offices.refused import Refused

TIMES = 4


def at_once(act: Callable[[int], object]) -> list[type[Exception] | None]:
    """Return what became of an act done several times at once, each on a connection of its own."""

    def attempt(number: int) -> type[Exception] | None:
        try:
            with scope(NATION):
                act(number)
        except Refused as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(attempt, range(TIMES)))


def manned() -> Office:
    with scope(NATION):
        return office()


def test_of_several_awards_that_exclude_each_other_one_is_proposed(fresh_desk: str) -> None:
    town = manned()
    with scope(NATION):
        household, people = town.family()
        account = town.account(people[0])
    payment = actions.Payment(people[0], account)
    outcomes = at_once(lambda _: town.proposed(household, people, payment=payment))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, *[CoveredAlready] * (TIMES - 1)]))
    with scope(NATION):
        assert (Award.objects.count(), Covered.objects.count()) == (1, 2)


def test_of_several_changes_of_an_award_one_is_proposed(fresh_desk: str) -> None:
    town = manned()
    with scope(NATION):
        award = town.granted()
    more = Evidence("top_up_begun", "老人满六十周岁")
    outcomes = at_once(
        lambda _: actions.raise_amount(
            award_id=award.pk, amount_fen=POOR_FEN + 8_400, facts=Facts(2, 1, 600_000), evidence=more,
            by=town.handler, at=town.at,
        )
    )  # fmt: skip
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, *[Pending] * (TIMES - 1)]))
    with scope(NATION):
        assert Decision.objects.filter(award=award).count() == 2


def test_of_several_confirmations_one_counts(fresh_desk: str) -> None:
    town = manned()
    with scope(NATION):
        household, people = town.family()
        decision = town.reviewed(town.proposed(household, people))
    outcomes = at_once(lambda _: actions.approve_decision(decision_id=decision, by=town.leader, at=town.at))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, *[WrongState] * (TIMES - 1)]))
    assert Act.objects.filter(type="awards.approved").count() == 1
