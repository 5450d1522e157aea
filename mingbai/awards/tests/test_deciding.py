"""An award from its proposal to its confirmation: three people, the amount policy gives, the month after."""

from collections.abc import Iterator
from datetime import date

import pytest

from mingbai.awards import actions, queries
from mingbai.awards.actions import Case, Evidence, Facts, Payment
from mingbai.awards.models import Award, Decision
from mingbai.awards.refused import (
    AmountDiffers,
    Conflicted,
    CoveredAlready,
    NotDue,
    NotReckoned,
    NotThere,
    OutOfPlace,
    SamePerson,
    Stale,
    Unusable,
    WrongCause,
    WrongState,
)
from mingbai.awards.states import State
from mingbai.awards.tests.cases import COUNTY, GRANTED, PAPER, POOR, POOR_FEN, TOWN, Office, office
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.offices.refused import NotListed, NotYours
from mingbai.offices.roles import Role

NOVEMBER = Month(2026, 11)


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


@pytest.mark.requirement("R-303", "R-306", "R-719")
def test_an_award_begins_in_the_month_after_it_was_confirmed_here_and_gets_its_certificate(town: Office) -> None:
    household, people = town.family()
    decision = town.proposed(household, people)
    assert not list(queries.lines(COUNTY, NOVEMBER)), "proposed is not due"
    town.later(days=25)  # reviewed and confirmed in November
    made = town.approved(decision, certificate_no="Z9999010001")
    assert (made.decided_on, made.effective_month) == (date(2026, 11, 6), date(2026, 12, 1))
    assert made.award.certificate_no == "Z9999010001"
    assert not list(queries.lines(COUNTY, NOVEMBER))
    (line,) = queries.lines(COUNTY, NOVEMBER.next())
    assert (line.amount_fen, line.change, line.cause, line.before_fen) == (POOR_FEN, "new", "granted", 0)
    assert [one.change for one in queries.lines(COUNTY, NOVEMBER.plus(2))] == ["same"]


@pytest.mark.requirement("R-302", "R-401", "R-402")
def test_the_amount_is_what_policy_gives_and_its_explanation_is_stored(town: Office) -> None:
    household, people = town.family()
    with pytest.raises(AmountDiffers, match=r"620\.00") as refused:
        town.proposed(household, people, amount_fen=POOR_FEN + 1)
    assert "全年差额7,440.00元" in refused.value.in_language("zh")
    assert not Award.objects.exists(), "nothing is written"
    made = Decision.objects.get(pk=town.proposed(household, people))
    assert (made.reckoned_fen, made.standard_fen, made.annual_income_fen) == (POOR_FEN, 56_000, 600_000)
    assert made.explanation["steps"][-1]["values"]["amount_fen"] == POOR_FEN
    assert queries.explanation(made.pk, "zh")[0].startswith("农村低保标准")
    assert "560.00" in queries.explanation(made.pk, "en")[0]


@pytest.mark.requirement("R-403", "R-404", "R-407")
@pytest.mark.parametrize(
    ("programme", "facts", "fen"),
    [
        ("dibao_rural", Facts(1, 1, 0), 56_000 + 8_400),
        ("dibao_rural", Facts(1, 1, 720_000, case_kind="single"), 48_650 + 8_400),
        ("tekun_rural", Facts(1, care_level="total"), 134_800),
        ("tekun_rural", Facts(1, care_level="able", supply_mode="central"), 0),  # what the place gives, see below
        ("old_age", Facts(1), 10_000),
    ],
)
def test_each_programme_is_reckoned_its_own_way(town: Office, programme: str, facts: Facts, fen: int) -> None:
    household, (person,) = town.family(1)
    if not fen:
        with pytest.raises(AmountDiffers) as refused:
            town.proposed(household, [person], programme=programme, facts=facts, amount_fen=1, person=person)
        fen = refused.value.due_fen
    decision = town.proposed(household, [person], programme=programme, facts=facts, amount_fen=fen, person=person)
    made = town.approved(decision)
    assert (made.amount_fen, made.award.person_id) == (fen, person)


def test_without_a_fact_or_without_a_gap_nothing_is_granted(town: Office) -> None:
    household, people = town.family()
    with pytest.raises(NotReckoned, match="annual_income_fen"):
        town.proposed(household, people, facts=Facts(2, 0, None), amount_fen=0)
    with pytest.raises(NotDue):
        town.proposed(household, people, facts=Facts(2, 0, 2 * 56_000 * 12), amount_fen=0)


def test_who_is_counted_lives_there_and_lives(town: Office) -> None:
    household, people = town.family()
    _, strangers = town.family(1)
    with pytest.raises(Unusable, match="belong"):
        town.proposed(household, [people[0], strangers[0]])
    with pytest.raises(Unusable, match="agree"):
        town.proposed(household, people, facts=Facts(3, 0, 600_000))
    with pytest.raises(Unusable, match="person"):
        town.proposed(household, people, programme="tekun_rural", facts=Facts(2, care_level="able"))


def test_the_money_goes_to_a_confirmed_account_of_the_payee(town: Office) -> None:
    household, people = town.family()
    _, (stranger,) = town.family(1)
    with pytest.raises(Unusable, match="neither the payee's"):
        town.proposed(household, people, payment=Payment(people[0], town.account(stranger)))
    waiting = town.bureau.account(people[0], "张三1", number="12345678901111", confirmed=False)
    with pytest.raises(Unusable, match="confirmed"):
        town.proposed(household, people, payment=Payment(people[0], waiting))
    with pytest.raises(NotThere):
        town.proposed(household, people, payment=Payment(people[0], 99))


# ------------------------------------------------------------------ who may do what


@pytest.mark.requirement("R-304", "R-1021")
def test_three_people_propose_review_and_confirm_in_this_order(town: Office) -> None:
    household, people = town.family()
    decision = town.proposed(household, people)
    with pytest.raises(WrongState, match="waiting for review"):
        actions.approve_decision(decision_id=decision, by=town.leader, at=town.at)
    with pytest.raises(NotYours, match="reviewer"):
        actions.review_decision(decision_id=decision, by=town.leader, at=town.at)
    town.reviewed(decision)
    with pytest.raises(WrongState, match="waiting for confirmation"):
        town.reviewed(decision)
    actions.approve_decision(decision_id=decision, by=town.leader, at=town.at)
    made = Decision.objects.get(pk=decision)
    assert len({made.made_by, made.reviewed_by, made.approved_by}) == 3
    with pytest.raises(WrongState, match="is now “confirmed”"):
        actions.approve_decision(decision_id=decision, by=town.leader, at=town.at)


def test_one_officer_with_two_posts_takes_one_step_only(town: Office) -> None:
    county, here = town.bureau.county, town.handler.organisation_id
    again = county.post(here, Role.REVIEWER, officer=town.handler.id)
    county.listed("review", again, town.bureau.leader)
    household, people = town.family()
    decision = town.proposed(household, people)
    with pytest.raises(SamePerson):
        actions.review_decision(decision_id=decision, by=again, at=town.at)


def test_only_who_is_listed_for_the_step_in_the_place_acts(town: Office) -> None:
    household, people = town.family()
    with pytest.raises(NotListed):
        town.proposed(household, people, by=town.bureau.handler)
    stranger = town.bureau.county.post(town.handler.organisation_id, Role.HANDLER)
    with pytest.raises(NotListed):
        town.proposed(household, people, by=stranger)
    from mingbai.people.tests.families import OTHER_VILLAGE

    elsewhere, others = town.family(region=OTHER_VILLAGE)
    with pytest.raises(OutOfPlace):
        town.proposed(elsewhere, others)


@pytest.mark.requirement("R-801")
def test_kin_stand_back_from_every_step(town: Office) -> None:
    household, people = town.family()
    staff = {
        who.id: town.bureau.staff(town.bureau.person(), who.id) for who in (town.handler, town.reviewer, town.leader)
    }
    decision = town.proposed(household, people)
    town.bureau.kin(people[1], staff[town.reviewer.id])
    with pytest.raises(Conflicted, match="stand back"):
        town.reviewed(decision)
    _, others = other = town.family()
    town.bureau.kin(others[0], staff[town.handler.id])
    with pytest.raises(Conflicted):
        town.proposed(*other)


def test_what_is_refused_says_why_and_frees_the_people(town: Office) -> None:
    household, people = town.family()
    decision = town.proposed(household, people)
    with pytest.raises(Unusable, match="Say why"):
        actions.refuse_decision(decision_id=decision, reason=" ", by=town.reviewer, at=town.at)
    actions.refuse_decision(decision_id=decision, reason="材料不全", by=town.reviewer, at=town.at)
    assert Decision.objects.get(pk=decision).state == State.REFUSED.value
    assert town.approved(town.proposed(household, people)).version == 1


@pytest.mark.requirement("R-305")
def test_where_the_locality_publishes_after_confirming_the_end_of_publicity_decides_the_month(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mingbai.policy.parameters import Parameters

    real = Parameters.text
    monkeypatch.setattr(
        Parameters, "text", lambda self, key: "after_decision" if key == "publicity_order" else real(self, key)
    )
    household, people = town.family()
    decision = town.reviewed(town.proposed(household, people))
    with pytest.raises(ValueError, match="publicity_ended_on"):
        actions.approve_decision(decision_id=decision, by=town.leader, at=town.at)
    with pytest.raises(Unusable, match="lasts until"):
        actions.approve_decision(
            decision_id=decision, publicity_ended_on=date(2026, 10, 19), by=town.leader, at=town.at
        )
    actions.approve_decision(decision_id=decision, publicity_ended_on=date(2026, 10, 11), by=town.leader, at=town.at)
    assert Decision.objects.get(pk=decision).effective_month == date(2026, 11, 1)


def test_what_no_longer_fits_the_values_of_its_month_is_proposed_anew(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    household, people = town.family()
    decision = town.reviewed(town.proposed(household, people))
    from mingbai.policy.parameters import Parameters

    real = Parameters.number
    monkeypatch.setattr(
        Parameters, "number", lambda self, key: real(self, key) + (1_000 if key.endswith("standard_fen") else 0)
    )
    with pytest.raises(Stale, match=r"640\.00"):
        actions.approve_decision(decision_id=decision, by=town.leader, at=town.at)


# ------------------------------------------------------------------ programmes that exclude each other


@pytest.mark.parametrize(
    ("programme", "facts", "fen"),
    [
        ("dibao_rural", Facts(1, 0, 0), 56_000),
        ("dibao_urban", Facts(1, 0, 0), 70_000),
        ("tekun_rural", Facts(1, care_level="total"), 134_800),
    ],
)
def test_a_person_on_dibao_gets_no_second_basic_support(town: Office, programme: str, facts: Facts, fen: int) -> None:
    household, people = town.family()
    town.approved(town.proposed(household, people))
    with pytest.raises(CoveredAlready, match="农村低保"):
        town.proposed(household, people[1:], programme=programme, facts=facts, amount_fen=fen, person=people[1])


def test_allowances_and_relief_stand_beside_dibao(town: Office) -> None:
    household, people = town.family()
    town.approved(town.proposed(household, people))
    for programme in ("old_age", "living_disabled", "linshi", "linshi"):
        decision = town.proposed(
            household, people[:1], programme=programme, facts=Facts(1), amount_fen=8_000, person=people[0]
        )
        town.approved(decision)
    assert sum(line.amount_fen for line in queries.lines(COUNTY, NOVEMBER)) == POOR_FEN + 4 * 8_000
    after = list(queries.lines(COUNTY, NOVEMBER.next()))
    assert sorted(line.change for line in after) == ["same", "same", "same", "stop", "stop"], "relief is for one month"
    assert {line.cause for line in after if line.change == "stop"} == {"term_over"}


def test_a_tekun_person_gets_no_subsidy_of_the_disabled_that_the_nation_excludes(town: Office) -> None:
    household, (person,) = town.family(1)
    facts = Facts(1, care_level="total")
    town.approved(
        town.proposed(household, [person], programme="tekun_rural", facts=facts, amount_fen=134_800, person=person)
    )
    for programme in ("living_disabled", "care_disabled", "orphan"):
        with pytest.raises(CoveredAlready):
            town.proposed(household, [person], programme=programme, facts=Facts(1), amount_fen=8_000, person=person)
    town.approved(town.proposed(household, [person], programme="old_age", facts=Facts(1), amount_fen=1, person=person))


def test_a_cause_belongs_to_the_kind_of_change(town: Office) -> None:
    household, people = town.family()
    case, payment = Case("dibao_rural", household, tuple(people)), Payment(people[0], town.account(people[0]))
    for cause in ("died", "stock", "nonsense"):
        with pytest.raises(WrongCause):
            actions.propose_award(
                case=case, payment=payment, facts=POOR, amount_fen=POOR_FEN, evidence=Evidence(cause, "材料", PAPER),
                by=town.handler, at=town.at,
            )  # fmt: skip
    with pytest.raises(Unusable, match="Say why"):
        Evidence("granted", " ")
    assert GRANTED.cause == "granted"
    assert TOWN.code in town.handler.region.code
