"""From village signatures to a frozen roster: each step by its own person, in time or on record as late."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotYours
from mingbai.offices.tests.places import COUNTY
from mingbai.policy.parameters import Basis, ParameterSet, shipped
from mingbai.policy.parameters import Entry as Value
from mingbai.rosters import actions, queries
from mingbai.rosters.actions import deriving
from mingbai.rosters.deadlines import terms
from mingbai.rosters.models import LateSubmission, Minutes, Roster, VillageSignature
from mingbai.rosters.refused import Late, NoMinutes, NotFromAwards, OutOfPlace, SamePerson, Unsigned, WrongState
from mingbai.rosters.states import ROSTER, State
from mingbai.rosters.tests.world import IN_TIME, NEXT_VILLAGE, NOVEMBER, VILLAGE, Staff, awarded, staff

RULE = pytest.mark.requirement
PAPER = "a" * 64


def demanding() -> ParameterSet:
    """Return the parameters of a county that asks for village signatures and a bureau meeting."""
    said = {
        "from_on": date(2026, 1, 1),
        "to_on": None,
        "value": True,
        "basis": Basis.ARTICLE,
        "reason": "",
        "reason_en": "",
    }
    keys = {"village_signature": "QY-2022-51#3.1.1.6", "bureau_meeting": "QY-2022-51#3.1.2"}
    return shipped().with_entries(
        Value(key=key, region=COUNTY.code, cite=cite, **said)  # type: ignore[arg-type]
        for key, cite in keys.items()
    )


@pytest.fixture
def county(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Staff]:
    monkeypatch.setattr(deriving, "parameters", demanding)
    with scope(NATION):
        who = staff(VILLAGE, NEXT_VILLAGE)
        awarded(4, villages=(VILLAGE, NEXT_VILLAGE))
        yield who


def drafted(county: Staff) -> Roster:
    (roster_id,) = actions.derive(region=COUNTY, month=NOVEMBER, by=county.handler, at=IN_TIME)
    return Roster.objects.get(pk=roster_id)


def signed(county: Staff, *villages: object, at: datetime = IN_TIME) -> Roster:
    roster = drafted(county)
    for village in villages or (VILLAGE, NEXT_VILLAGE):
        head = county.heads[str(village)]
        with working_as(head):  # which sees its own village and nothing else
            actions.sign_village(roster_id=roster.pk, village=head.region, by=head, at=at)
    return Roster.objects.get(pk=roster.pk)


def agreed(county: Staff, roster: Roster) -> int:
    return actions.agree(
        roster_ids=[roster.pk], number="局务会〔2026〕11号", held_on=date(2026, 10, 22), present=["甲", "乙"],
        decision="同意发放", document=PAPER, by=county.leader, at=IN_TIME,
    )  # fmt: skip


@RULE("R-502")
def test_a_missing_village_signature_blocks_the_roster_and_is_named(county: Staff) -> None:
    roster = signed(county, VILLAGE)
    assert (roster.state, queries.unsigned_villages(roster.pk)) == ("drafted", [NEXT_VILLAGE.code])
    with pytest.raises(Unsigned, match=NEXT_VILLAGE.code):
        actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Roster.objects.filter(pk=roster.pk).update(state="ledger_submitted")
    assert refused.value.__cause__.diag.constraint_name == "rosters_village_unsigned"  # type: ignore[union-attr]


def test_the_last_village_to_sign_moves_the_roster_on(county: Staff) -> None:
    roster = signed(county)
    assert roster.state == "signed_by_villages"
    first = VillageSignature.objects.get(region=VILLAGE.code)
    assert (first.lines, first.digest) == (2, queries.sums_of(roster.pk, VILLAGE.code).digest)


def test_a_head_signs_for_his_own_village_only(county: Staff) -> None:
    roster, head = drafted(county), county.heads[VILLAGE.code]
    with pytest.raises(OutOfPlace):
        actions.sign_village(roster_id=roster.pk, village=NEXT_VILLAGE, by=head, at=IN_TIME)
    with pytest.raises(NotYours):
        actions.sign_village(roster_id=roster.pk, village=county.reviewer.region, by=county.reviewer, at=IN_TIME)


@RULE("R-819")
@RULE("R-1509")
def test_every_step_is_somebody_elses_and_all_are_on_record(county: Staff) -> None:
    roster = signed(county)
    actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    with pytest.raises(NotYours):
        actions.review(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    actions.review(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    agreed(county, roster)
    actions.freeze(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    roster.refresh_from_db()
    chain = (roster.made_by, roster.submitted_by, roster.reviewed_by, roster.agreed_by, roster.frozen_by)
    county_staff = county.handler.id, county.handler.id, county.reviewer.id, county.leader.id, county.reviewer.id
    assert (roster.state, chain) == ("frozen", county_staff)
    assert not LateSubmission.objects.exists()
    steps = Act.objects.filter(subject=f"rosters.sheet/{roster.pk}").order_by("id").values_list("type", flat=True)
    assert list(steps) == [
        "rosters.derived", "rosters.all_signed", "rosters.submitted", "rosters.reviewed", "rosters.agreed",
        "rosters.frozen",
    ]  # fmt: skip


@RULE("R-707")
def test_without_the_minutes_of_the_bureaus_meeting_nothing_is_frozen(county: Staff) -> None:
    roster = signed(county)
    actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    actions.review(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    with pytest.raises(NoMinutes):
        actions.freeze(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Roster.objects.filter(pk=roster.pk).update(state="frozen", frozen_by=county.reviewer.id, frozen_at=IN_TIME)
    assert refused.value.__cause__.diag.constraint_name == "rosters_frozen_after_the_meeting"  # type: ignore[union-attr]
    with pytest.raises(NotYours):
        actions.agree(
            roster_ids=[roster.pk], number="1", held_on=date(2026, 10, 22), present=["甲"], decision="同意",
            document=PAPER, by=county.reviewer, at=IN_TIME,
        )  # fmt: skip
    assert Minutes.objects.get(pk=agreed(county, roster)).present == ["甲", "乙"]


def test_minutes_without_their_paper_are_not_taken(county: Staff) -> None:
    roster = signed(county)
    with pytest.raises((NotFromAwards, WrongState)):
        actions.agree(
            roster_ids=[roster.pk], number="1", held_on=date(2026, 10, 22), present=["甲"], decision="同意",
            document="无", by=county.leader, at=IN_TIME,
        )  # fmt: skip


@RULE("R-703")
def test_after_the_cut_off_a_ledger_needs_a_reason_and_the_delay_is_on_record(county: Staff) -> None:
    roster = signed(county)
    late = roster.ledger_due_at
    with pytest.raises(Late):
        actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=late)
    actions.submit_ledger(roster_id=roster.pk, reason="停电两日", by=county.handler, at=late)
    found = LateSubmission.objects.get()
    assert (found.what, found.due_at, found.done_at, found.reason) == ("ledger", late, late, "停电两日")


def test_a_moment_before_the_cut_off_is_in_time(county: Staff) -> None:
    roster = signed(county)
    actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=roster.ledger_due_at - timedelta(microseconds=1))
    assert not LateSubmission.objects.exists()


@RULE("R-703")
@RULE("R-704")
@RULE("R-706")
@pytest.mark.parametrize(
    ("month", "ledger", "township", "roster"),
    [
        (Month(2026, 11), date(2026, 10, 24), date(2026, 10, 30), date(2026, 11, 1)),
        (Month(2027, 3), date(2027, 2, 24), date(2027, 2, 28), date(2027, 3, 1)),
        (Month(2027, 1), date(2026, 12, 24), date(2026, 12, 30), date(2027, 1, 1)),
    ],
)
def test_yc_2022_2_art_2_4_2_the_ledger_before_the_24th_the_roster_before_the_1st(
    month: Month, ledger: date, township: date, roster: date
) -> None:
    from zoneinfo import ZoneInfo

    asked = terms(shipped(), "230722", month, ZoneInfo("Asia/Shanghai"))
    assert (asked.ledger_due_at.date(), asked.township_due_on, asked.roster_due_at.date()) == (ledger, township, roster)
    assert (asked.ledger_due_at.hour, asked.ledger_due_at.utcoffset()) == (0, timedelta(hours=8))


def test_a_roster_freezes_only_as_what_its_lines_are(county: Staff) -> None:
    roster = signed(county)
    actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    actions.review(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    agreed(county, roster)
    Roster.objects.filter(pk=roster.pk).update(total_fen=1)
    with pytest.raises(NotFromAwards, match="指纹"):
        actions.freeze(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)


def test_steps_are_not_skipped_whoever_asks(county: Staff) -> None:
    roster = signed(county)
    with pytest.raises(WrongState):
        actions.review(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)
    with pytest.raises(WrongState):
        actions.freeze(roster_id=roster.pk, by=county.reviewer, at=IN_TIME)


def test_every_state_is_reached_by_a_move_and_every_move_names_its_article() -> None:
    assert {str(move.after) for move in ROSTER} | {"drafted"} == {state.value for state in State}
    assert all(move.cites for move in ROSTER)


def test_who_submits_does_not_review_even_in_another_post(county: Staff) -> None:
    roster = signed(county)
    actions.submit_ledger(roster_id=roster.pk, by=county.handler, at=IN_TIME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Roster.objects.filter(pk=roster.pk).update(state="reviewed", reviewed_by=county.handler.id)
    assert SamePerson().en
