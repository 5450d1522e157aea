"""增发、减发、停发、恢复、渐退: what changes, from which month, after which hearing, with which notice."""

from collections.abc import Iterator
from datetime import date

import pytest

from mingbai.awards import actions, queries
from mingbai.awards.actions import Evidence, Facts, Payment
from mingbai.awards.models import Award, Covered, Decision, Notice
from mingbai.awards.refused import NotHeard, Pending, Unusable, WrongDirection, WrongMonth
from mingbai.awards.tests.cases import COUNTY, PAPER, POOR_FEN, Office, office
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month

NOVEMBER = Month(2026, 11)
RICHER, RICHER_FEN = Facts(2, 0, 960_000), 32_000
POORER, POORER_FEN = Facts(2, 1, 600_000), 62_000 + 8_400
UP, DOWN = Evidence("top_up_begun", "老人满六十周岁"), Evidence("income_up", "工资核对结果")


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def due(month: Month) -> list[tuple[int, str, str]]:
    return [(line.amount_fen, line.change, line.cause) for line in queries.lines(COUNTY, month)]


def covering(award: Award) -> list[Covered]:
    return list(Covered.objects.filter(award=award, months__isempty=False))


def raised(town: Office, award: Award, **more: object) -> int:
    said = {"amount_fen": POORER_FEN, "facts": POORER, "evidence": UP} | more
    return actions.raise_amount(award_id=award.pk, by=town.handler, at=town.at, **said)  # type: ignore[arg-type]


def lowered(town: Office, award: Award, **more: object) -> int:
    said = {"amount_fen": RICHER_FEN, "facts": RICHER, "evidence": DOWN} | more
    return actions.lower_amount(award_id=award.pk, by=town.handler, at=town.at, **said)  # type: ignore[arg-type]


@pytest.mark.requirement("R-507")
def test_a_raise_begins_in_the_month_after_and_the_earlier_version_stays(town: Office) -> None:
    award = town.granted()
    town.later(days=31)
    made = town.approved(raised(town, award))
    assert (made.version, made.before_fen, made.effective_month) == (2, POOR_FEN, date(2026, 12, 1))
    assert due(NOVEMBER) == [(POOR_FEN, "new", "granted")]
    assert due(NOVEMBER.next()) == [(POORER_FEN, "raise", "top_up_begun")]
    assert due(NOVEMBER.plus(2)) == [(POORER_FEN, "same", "")]
    assert [one.kind for one in queries.decisions_of(award.pk)] == ["new", "raise"]
    assert made.notice is not None
    assert "增发告知书" in made.notice.text


@pytest.mark.requirement("R-507")
def test_a_reduction_needs_a_hearing_and_leaves_a_numbered_notice(town: Office) -> None:
    award, other = town.granted(), town.granted()
    for hearing in (0, town.heard(other)):
        with pytest.raises(NotHeard, match="article 48"):
            lowered(town, award, hearing_id=hearing)
    decision = town.reviewed(lowered(town, award, hearing_id=town.heard(award)))
    actions.approve_decision(decision_id=decision, notice_number="明民救告〔2026〕17号", by=town.leader, at=town.at)
    notice = Notice.objects.get(decision_id=decision)
    assert (notice.number, notice.delivered_on) == ("明民救告〔2026〕17号", None)
    for said in (
        "减发告知书",
        "620.00元变为320.00元",
        "2026年11月",
        "收入增加",
        "同意，孩子上班了",
        "《中华人民共和国社会救助法》第48条",
        "行政复议",
    ):
        assert said in notice.text
    assert due(NOVEMBER) == [(RICHER_FEN, "new", "income_up"), (POOR_FEN, "new", "granted")]
    assert [one.pk for one in queries.undelivered_notices(COUNTY, town.at.date())] == [notice.pk]
    actions.note_delivery(
        notice_id=notice.pk, delivered_on=town.at.date(), how="in_person", receipt=PAPER, by=town.handler, at=town.at
    )
    assert not queries.undelivered_notices(COUNTY, town.at.date())
    with pytest.raises(Unusable, match="delivered on"):
        actions.note_delivery(
            notice_id=notice.pk, delivered_on=town.at.date(), how="by_post", receipt=PAPER, by=town.handler, at=town.at
        )


def test_a_stop_ends_what_is_due_and_frees_the_people_from_its_month_on(town: Office) -> None:
    award = town.granted()
    town.later(days=31)
    made = town.stopped(award)
    assert due(NOVEMBER.next()) == [(0, "stop", "income_up")]
    assert due(NOVEMBER.plus(2)) == []
    months = {(one.months.lower, one.months.upper) for one in Covered.objects.all()}
    assert months == {(date(2026, 11, 1), date(2026, 12, 1))}
    assert queries.explanation(made.pk, "en") == ["Cause: income rose. From 2026-12 on 0.00 yuan are due each month."]
    with pytest.raises(WrongDirection):
        town.stopped(award)


def test_nothing_is_lowered_or_stopped_for_months_that_are_past(town: Office) -> None:
    award = town.granted()
    town.later(days=70)  # in December
    with pytest.raises(WrongMonth, match="2026-12 at the earliest"):
        town.stopped(award, NOVEMBER)
    assert town.stopped(award, NOVEMBER.next()).effective_month == date(2026, 12, 1)


def test_a_raise_reaches_back_only_with_the_standard_or_an_error(town: Office) -> None:
    award = town.granted()
    town.later(days=70)
    with pytest.raises(WrongMonth, match="follows from the day"):
        raised(town, award, effective_month=NOVEMBER)
    made = town.approved(raised(town, award, effective_month=NOVEMBER, evidence=Evidence("corrected", "漏算加发")))
    assert made.effective_month == date(2026, 11, 1)
    assert due(NOVEMBER) == [(POORER_FEN, "new", "corrected")]


def test_a_raise_confirmed_late_begins_late(town: Office) -> None:
    award = town.granted()
    decision = raised(town, award)
    town.later(days=31)
    assert town.approved(decision).effective_month == date(2026, 12, 1)


def test_a_plan_of_grace_confirmed_too_late_is_proposed_anew(town: Office) -> None:
    award = town.granted()
    over, evidence = Facts(2, 0, 2 * 56_000 * 12 + 1_200), Evidence("in_grace", "就业")
    plan = actions.enter_grace(
        award_id=award.pk, facts=over, evidence=evidence, hearing_id=town.heard(award), by=town.handler, at=town.at
    )
    town.later(days=31)
    with pytest.raises(WrongMonth):
        town.approved(plan[0])


def test_one_change_at_a_time(town: Office) -> None:
    award = town.granted()
    first = raised(town, award)
    with pytest.raises(Pending, match="waiting for review"):
        raised(town, award)
    actions.refuse_decision(decision_id=first, reason="重复", by=town.reviewer, at=town.at)
    assert Decision.objects.get(pk=raised(town, award)).version == 3, "numbers of refused changes are not used again"


def test_the_kind_of_a_change_says_how_the_amount_moves(town: Office) -> None:
    award = town.granted()
    with pytest.raises(WrongDirection):
        raised(town, award, amount_fen=RICHER_FEN, facts=RICHER)
    with pytest.raises(WrongDirection):
        lowered(town, award, amount_fen=POORER_FEN, facts=POORER, hearing_id=town.heard(award))


def test_members_join_and_leave_from_the_month_of_the_change(town: Office) -> None:
    household, people = town.family(3)
    award = town.approved(town.proposed(household, people[:2])).award
    more = Facts(3, 0, 600_000)
    evidence = Evidence("member_joined", "新生儿落户")
    town.approved(raised(town, award, amount_fen=118_000, facts=more, members=people, evidence=evidence))
    town.later(days=31)
    left = Evidence("member_left", "分户")
    fewer = town.reviewed(
        lowered(town, award, amount_fen=6_000, facts=Facts(1, 0, 600_000), members=people[1:2], evidence=left,
                hearing_id=town.heard(award))
    )  # fmt: skip
    actions.approve_decision(decision_id=fewer, by=town.leader, at=town.at)
    covered = {one.person_id: (one.months.lower, one.months.upper) for one in covering(award)}
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    assert covered == {
        people[0]: (november, december), people[1]: (november, None), people[2]: (november, december),
    }  # fmt: skip


def test_a_stopped_award_is_resumed_after_an_appeal(town: Office) -> None:
    award = town.granted()
    people = list(Covered.objects.filter(award=award).values_list("person_id", flat=True))
    town.stopped(award, NOVEMBER)
    town.later(days=31)
    payment = Payment(people[0], Decision.objects.filter(award=award).first().account_id)  # type: ignore[union-attr]
    decision = actions.resume_award(
        award_id=award.pk, amount_fen=POOR_FEN, facts=Facts(2, 0, 600_000), members=people, payment=payment,
        evidence=Evidence("upheld", "复核维持原待遇"), by=town.handler, at=town.at,
    )  # fmt: skip
    assert town.approved(decision).effective_month == date(2026, 12, 1)
    assert due(NOVEMBER) == []
    assert due(NOVEMBER.next()) == [(POOR_FEN, "new", "upheld")]


def test_another_account_is_decided_by_three_people_again_and_changes_no_amount(town: Office) -> None:
    award = town.granted()
    people = list(Covered.objects.filter(award=award).values_list("person_id", flat=True))
    account = town.account(people[0])
    decision = actions.change_payment(
        award_id=award.pk, payment=Payment(people[0], account), evidence=Evidence("account", "换卡"),
        by=town.handler, at=town.at,
    )  # fmt: skip
    before = {line.account_id for line in queries.lines(COUNTY, NOVEMBER)}
    assert account not in before
    town.approved(decision)
    assert [(line.account_id, line.amount_fen) for line in queries.lines(COUNTY, NOVEMBER)] == [(account, POOR_FEN)]


# ------------------------------------------------------------------ grace


@pytest.mark.requirement("R-405")
def test_grace_pays_on_and_ends_by_a_plan_that_is_decided_as_a_whole(town: Office) -> None:
    award = town.granted()
    over = Facts(2, 0, 2 * 56_000 * 12 + 1_200)
    plan = actions.enter_grace(
        award_id=award.pk, facts=over, evidence=Evidence("in_grace", "就业后收入超过标准"),
        hearing_id=town.heard(award), by=town.handler, at=town.at,
    )  # fmt: skip
    town.approved(plan[0])
    kinds = list(queries.decisions_of(award.pk).values_list("kind", "effective_month", "grace_until"))
    last = date(2027, 4, 1)
    assert kinds[1:] == [("keep", date(2026, 11, 1), last), ("stop", date(2027, 5, 1), None)]
    assert due(Month(2027, 4)) == [(POOR_FEN, "same", "")]
    assert due(Month(2027, 5)) == [(0, "stop", "grace_over")]
    assert Notice.objects.filter(kind="stop").count() == 1


@pytest.mark.parametrize("income", [600_000, 2 * 56_000 * 18])
def test_grace_is_for_incomes_between_the_standard_and_the_edge(town: Office, income: int) -> None:
    award = town.granted()
    with pytest.raises(Unusable, match="Grace is for"):
        actions.enter_grace(
            award_id=award.pk, facts=Facts(2, 0, income), evidence=Evidence("in_grace", "收入变化"),
            hearing_id=town.heard(award), by=town.handler, at=town.at,
        )  # fmt: skip


def test_a_later_decision_replaces_what_a_plan_had_for_later_months(town: Office) -> None:
    award = town.granted()
    over = Facts(2, 0, 2 * 56_000 * 12 + 1_200)
    evidence = Evidence("in_grace", "就业")
    plan = actions.enter_grace(
        award_id=award.pk, facts=over, evidence=evidence, hearing_id=town.heard(award), by=town.handler, at=town.at
    )
    town.approved(plan[0])
    town.later(days=62)
    town.approved(raised(town, award))
    assert due(Month(2027, 1)) == [(POORER_FEN, "raise", "top_up_begun")]
    assert due(Month(2027, 6)) == [(POORER_FEN, "same", "")], "the stop that was planned no longer counts"
    assert Covered.objects.filter(award=award, months__contains=date(2028, 1, 1)).count() == 2


# ------------------------------------------------------------------ reviews


@pytest.mark.requirement("R-501", "R-503", "R-504", "R-505")
def test_awards_are_reviewed_after_a_year_unsettled_ones_after_half_a_year(town: Office) -> None:
    settled, unsettled = town.granted(), town.granted(is_unstable=True)
    first = {one.award_id: one.due_on for one in queries.reviews_due(COUNTY, date(2027, 12, 31))}
    assert first == {settled.pk: date(2027, 10, 12), unsettled.pk: date(2027, 4, 12)}
    assert [one.award_id for one in queries.reviews_due(COUNTY, date(2027, 4, 12))] == [unsettled.pk]
    town.later(days=170)
    said = {
        "award_id": unsettled.pk, "done_on": town.at.date(), "methods": ["visited", "matched"],
        "economy_as_before": True, "members_as_before": True, "health_as_before": True, "outcome": "keep",
        "finding": "收入没有变化", "document": PAPER, "by": town.handler, "at": town.at,
    }  # fmt: skip
    assert actions.note_review(**said) == date(2027, 9, 30)  # type: ignore[arg-type]
    assert not [one for one in queries.reviews_due(COUNTY, date(2027, 6, 30)) if one.award_id == unsettled.pk]
    wrongs: list[dict[str, object]] = [{"methods": []}, {"methods": ["guessed"]}, {"economy_as_before": False}]
    for wrong in wrongs:
        with pytest.raises(Unusable):
            actions.note_review(**(said | wrong))  # type: ignore[arg-type]


def test_stopped_awards_are_not_reviewed_any_more(town: Office) -> None:
    award = town.granted()
    town.later(days=31)
    town.stopped(award)
    assert queries.reviews_due(COUNTY, date(2028, 1, 1)) == []
