"""What the database itself refuses, whoever writes: each guarantee passes once its trigger or constraint is gone."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from mingbai.awards.models import Award, Covered, Decision, Notice
from mingbai.awards.states import DECISION, transitions
from mingbai.awards.tests.cases import COUNTY, PAPER, POOR_FEN, Office, office
from mingbai.config.guards import NATION, scope

MIGRATION = Path(__file__).parents[1] / "migrations" / "0004_process.sql"
Act = Callable[[Office, Award], Any]


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def changed(town: Office, award: Award, **columns: Any) -> Decision:
    """Write a second decision past all actions, as a program of somebody else would."""
    word = Decision.objects.get(award=award, version=1)
    word.pk, word.version, word.state, word.kind, word.cause = None, 2, "proposed", "raise", "income_down"
    word.before_fen, word.reviewed_by, word.approved_by = POOR_FEN, None, None
    word.amount_fen = word.reckoned_fen = POOR_FEN + 1
    for name, value in columns.items():
        setattr(word, name, value)
    word.save(force_insert=True)
    return word


def pushed(decision: Decision, town: Office, **columns: Any) -> None:
    """Push a decision to approved, a signature each, past all actions."""
    reviewed = {"state": "reviewed", "reviewed_by": town.reviewer.id, "reviewed_at": town.at}
    Decision.objects.filter(pk=decision.pk).update(**reviewed)
    approved = {"state": "approved", "approved_by": town.leader.id, "approved_at": town.at, "decided_on": day(town.at)}
    Decision.objects.filter(pk=decision.pk).update(**(approved | columns))


def day(at: datetime) -> date:
    return (at + timedelta(hours=8)).date()


def lower(town: Office, award: Award, **columns: Any) -> Decision:
    fen = {"amount_fen": POOR_FEN - 1, "reckoned_fen": POOR_FEN - 1}
    return changed(town, award, kind="lower", cause="income_up", **(fen | columns))


def told(decision: Decision, town: Office) -> Notice:
    return Notice.objects.create(
        region=decision.region, award_id=decision.award_id, decision=decision, number=f"N{decision.pk}",
        kind=decision.kind, addressee_id=decision.payee_id, text="告知", issued_on=day(town.at), made_by=1,
        made_at=town.at,
    )  # fmt: skip


def lowered_unheard(town: Office, award: Award) -> None:
    decision = lower(town, award)
    pushed(decision, town, notice=told(decision, town))


def lowered_untold(town: Office, award: Award) -> None:
    pushed(lower(town, award, hearing_id=town.heard(award)), town)


def lowered_before_the_hearing(town: Office, award: Award) -> None:
    decision = lower(town, award, hearing_id=town.heard(award))
    town.later(days=-1)
    pushed(decision, town, notice=told(decision, town), effective_month=date(2026, 11, 1))


def lowered_on_anothers_hearing(town: Office, award: Award) -> None:
    lower(town, award, hearing_id=town.heard(town.granted()))


def lowered_for_the_past(town: Office, award: Award) -> None:
    decision = lower(town, award, hearing_id=town.heard(award))
    pushed(decision, town, notice=told(decision, town), effective_month=date(2026, 9, 1))


def started_too_early(town: Office, award: Award) -> None:
    household, people = town.family()
    decision = Decision.objects.get(pk=town.proposed(household, people))
    pushed(decision, town, effective_month=date(2026, 10, 1))


def backdated(town: Office, award: Award) -> None:
    pushed(changed(town, award), town, decided_on=date(2026, 8, 31))


def raised_for_the_past(town: Office, award: Award) -> None:
    pushed(changed(town, award), town, effective_month=date(2026, 9, 1))


def paid_another_amount(town: Office, award: Award) -> None:
    changed(town, award, amount_fen=POOR_FEN + 100)


def lowered_called_a_raise(town: Office, award: Award) -> None:
    changed(town, award, amount_fen=POOR_FEN - 1, reckoned_fen=POOR_FEN - 1)


def approved_by_the_maker(town: Office, award: Award) -> None:
    pushed(changed(town, award), town, approved_by=town.handler.id)


def approved_by_the_reviewer(town: Office, award: Award) -> None:
    pushed(changed(town, award), town, approved_by=town.reviewer.id)


def written_ready_made(town: Office, award: Award) -> None:
    changed(town, award, state="approved", reviewed_by=town.reviewer.id, reviewed_at=town.at,
            approved_by=town.leader.id, approved_at=town.at)  # fmt: skip


def approved_unreviewed(town: Office, award: Award) -> None:
    signed = {"reviewed_by": town.reviewer.id, "reviewed_at": town.at, "approved_by": town.leader.id}
    decision = changed(town, award)
    Decision.objects.filter(pk=decision.pk).update(
        state="approved", approved_at=town.at, decided_on=day(town.at), **signed
    )


def changed_after_approval(town: Office, award: Award) -> None:
    Decision.objects.filter(award=award).update(effective_month=date(2026, 12, 1))


def made_for_kin(town: Office, award: Award) -> None:
    from mingbai.people import actions as people

    person = Covered.objects.filter(award=award)[0].person_id
    staff = town.bureau.staff(town.bureau.person(), town.handler.id)
    filing = town.bureau.kin(person, staff)
    people.accept_filing(kind=people.FilingKind.RELATIVE, filing_id=filing, by=town.bureau.reviewer, at=town.bureau.at)
    changed(town, award)


def covered_twice(town: Office, award: Award) -> None:
    one = Covered.objects.filter(award=award)[0]
    other = town.granted()
    Covered.objects.create(
        award=other, region=other.region, person_id=one.person_id, claims="{[65,66)}", months=one.months
    )


def of_another_programme(town: Office, award: Award) -> None:
    changed(town, award, programme="tekun_rural")


def lying_elsewhere(town: Office, award: Award) -> None:
    Award.objects.filter(pk=award.pk).update(region="999901102001")


GUARANTEES: list[tuple[Act, str, str]] = [
    (lowered_unheard, "CONSTRAINT awards_heard_and_told", "awards_heard_before"),
    (lowered_untold, "CONSTRAINT awards_heard_and_told", ""),
    (lowered_before_the_hearing, "TRIGGER awards_heard_before", ""),
    (lowered_on_anothers_hearing, "CONSTRAINT awards_heard_about_this_award", ""),
    (lowered_for_the_past, "CONSTRAINT awards_never_lowers_the_past", ""),
    (started_too_early, "CONSTRAINT awards_starts_after_confirmation", ""),
    (backdated, "CONSTRAINT awards_decided_when_approved", ""),
    (raised_for_the_past, "CONSTRAINT awards_raises_reach_back_with_the_standard", ""),
    (paid_another_amount, "CONSTRAINT awards_amount_as_reckoned", ""),
    (lowered_called_a_raise, "CONSTRAINT awards_raise_moves_the_amount", ""),
    (approved_by_the_maker, "CONSTRAINT decision_made_by_is_not_approved_by", ""),
    (approved_by_the_reviewer, "CONSTRAINT decision_reviewed_by_is_not_approved_by", ""),
    (written_ready_made, "TRIGGER awards_begins_proposed", ""),
    (approved_unreviewed, "TRIGGER awards_moves", ""),
    (changed_after_approval, "TRIGGER awards_decided_stays", ""),
    (made_for_kin, "TRIGGER awards_kin_are_recused_at_first", ""),
    (of_another_programme, "CONSTRAINT awards_decision_of_programme", ""),
]


@pytest.mark.requirement("R-507", "R-719")
@pytest.mark.parametrize(("act", "guarantee", "also"), GUARANTEES, ids=[act.__name__ for act, *_ in GUARANTEES])
def test_the_database_refuses_and_would_not_without_its_guard(
    fresh_desk: str, act: Act, guarantee: str, also: str
) -> None:
    with scope(NATION):
        town = office()
        award = town.granted()
    with pytest.raises((IntegrityError, ProgrammingError)):
        attempt(act, town, award)
    kind, name = guarantee.split()
    with connections["owner"].cursor() as cursor:
        for trigger in filter(None, (name if kind == "TRIGGER" else "", also)):
            cursor.execute(f"DROP TRIGGER {trigger} ON awards_decision")
        if kind == "CONSTRAINT":
            cursor.execute(f"ALTER TABLE awards_decision DROP CONSTRAINT {name}")
    attempt(act, town, award)


def attempt(act: Act, town: Office, award: Award) -> None:
    """Do something past all actions, and have everything checked that waits for the end."""
    with scope(NATION):
        act(town, award)
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_awards_that_exclude_each_other_never_cover_one_person_in_one_month(fresh_desk: str) -> None:
    with scope(NATION):
        town = office()
        award = town.granted()
    with pytest.raises(IntegrityError, match="never_overlap"), scope(NATION):
        covered_twice(town, award)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE awards_covered DROP CONSTRAINT awards_exclusive_programmes_never_overlap")
    with scope(NATION):
        covered_twice(town, award)


def test_an_award_lies_where_its_household_does_and_moves_with_it(fresh_desk: str) -> None:
    from mingbai.people.actions import move_household
    from mingbai.people.tests.families import OTHER_VILLAGE

    with scope(NATION):
        town = office()
        award = town.granted()
    with pytest.raises(IntegrityError, match="awards_"):
        attempt(lying_elsewhere, town, award)
    with scope(NATION):
        move_household(
            household_id=award.household_id, region=OTHER_VILLAGE, on=day(town.at), reason="搬迁",
            by=town.bureau.handler, at=town.bureau.at,
        )  # fmt: skip
        award.refresh_from_db()
        assert {award.region, *Covered.objects.values_list("region", flat=True)} == {OTHER_VILLAGE.code}


def test_nobody_removes_or_rewrites_what_was_decided(town: Office) -> None:
    award = town.granted()
    for statement in (
        "DELETE FROM awards_decision", "DELETE FROM awards_award", "UPDATE awards_decision SET amount_fen = 1",
        "UPDATE awards_award SET programme = 'old_age'", "UPDATE awards_covered SET person_id = 1",
        "UPDATE awards_reckoning SET amount_fen = 1", "DELETE FROM awards_hearing",
        "UPDATE awards_notice SET text = ''", "UPDATE awards_batch SET title = ''", "TRUNCATE awards_review",
    ):  # fmt: skip
        with (
            pytest.raises((IntegrityError, ProgrammingError)),
            transaction.atomic(),
            connections["default"].cursor() as c,
        ):
            c.execute(statement)
    assert Decision.objects.get(award=award).amount_fen == POOR_FEN


def test_the_moves_of_the_database_are_those_of_the_table_of_moves() -> None:
    text = MIGRATION.read_text(encoding="utf-8")
    for before, after in transitions(DECISION):
        assert f"'{before}:{after}'" in text
    assert text.count(":approved'") + text.count(":reviewed'") + text.count(":refused'") == len(DECISION)


@pytest.mark.parametrize(
    "read",
    ["SELECT count(*) FROM awards_award", "SELECT count(*) FROM awards_decision", "SELECT count(*) FROM awards_covered",
     "SELECT count(*) FROM awards_batch", "SELECT count(*) FROM awards_hearing", "SELECT count(*) FROM awards_notice",
     "SELECT count(*) FROM awards_lines('2026-11-01')", "SELECT count(*) FROM awards_deciding('2026-11-01')"],
)  # fmt: skip
def test_each_read_shows_ones_own_division_only(town: Office, read: str) -> None:
    town.stopped(town.granted())
    town.granted()
    seen = {}
    for place in (NATION, COUNTY, "999901101001", "999901102", "999902"):
        with scope(place), connections["default"].cursor() as cursor:
            cursor.execute(read)
            seen[str(place)] = cursor.fetchone()[0]
    assert seen[NATION] == seen[str(COUNTY)] == seen["999901101001"] > 0
    assert seen["999901102"] == seen["999902"] == 0


def test_queries_and_tables_show_ones_own_division_only(town: Office) -> None:
    from mingbai.awards import queries, tables
    from mingbai.kernel.month import Month

    town.granted()
    november = Month(2026, 11)
    for place, count in ((COUNTY, 1), ("999901102", 0)):
        with scope(place):
            assert len(list(queries.lines(COUNTY, november))) == count
            assert queries.in_force(COUNTY, november).count() == count
            assert tables.approvals(COUNTY, november).num_rows == count
            assert tables.members(COUNTY, november).num_rows == 2 * count
            assert len(queries.reviews_due(COUNTY, date(2028, 1, 1))) == count
    assert PAPER
