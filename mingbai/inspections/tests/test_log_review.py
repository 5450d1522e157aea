"""The month's log: counted and drawn the same by everybody, reviewed by who is listed, signed by another."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.inspections.log_review import EACH, Done, is_out_of_hours, reviewed
from mingbai.inspections.models import LogReview
from mingbai.inspections.refused import NotOver, ReviewedAlready, SamePerson
from mingbai.inspections.reviewing import review_log, sign_review, work_of
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotListed, NotYours
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import AUDIT, COUNTY, County, found_county

HERE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 1, 5, 10, tzinfo=HERE)
JANUARY, LATER = Month(2026, 1), {"days": 40}


class Reviewed:
    """A county that was founded in January, and who reviews its log."""

    def __init__(self) -> None:
        self.county: County = found_county()
        bureau = self.county.office(Kind.CIVIL_AFFAIRS, name="局")
        self.leader = self.county.post(bureau, Role.LEADER)
        self.inspector, self.other = (self.county.post(bureau, Role.INSPECTOR) for _ in range(2))
        self.county.listed("review_log", self.inspector, self.leader)

    def review(self, by: Actor | None = None, **much: int) -> int:
        who = by or self.inspector
        with working_as(who):
            return review_log(month=JANUARY, by=who, at=self.county.later(**(much or LATER)))


@pytest.fixture
def place(fresh_desk: str, data: object) -> Reviewed:
    with scope(NATION):
        return Reviewed()


def acts(count: int, kind: str = "rosters.reviewed", at: datetime = MONDAY) -> list[Done]:
    return [Done(kind, f"{kind}/{number}", number % 3 + 1, at) for number in range(count)]


@pytest.mark.parametrize(
    ("at", "is_out"),
    [
        (MONDAY, False),
        (MONDAY.replace(hour=7, minute=59), True),
        (MONDAY.replace(hour=18), True),
        (MONDAY - timedelta(days=2), True),  # Saturday
        (datetime(2026, 2, 17, 10, tzinfo=HERE), True),  # spring festival
    ],
)
def test_office_hours_are_those_of_working_days(at: datetime, is_out: bool) -> None:
    assert is_out_of_hours(at) is is_out


def test_each_kind_is_counted_and_drawn_by_a_seed_late_acts_first_and_the_machine_is_left_out() -> None:
    late = Done("rosters.reviewed", "rosters.reviewed/late", 9, MONDAY.replace(hour=23))
    machine = Done("evidence.appended", "log", None, MONDAY)
    (one,) = reviewed([*acts(40), late, machine], "seed")
    assert (one.acts, one.officers, one.out_of_hours, len(one.sampled)) == (41, 4, 1, EACH)
    assert one.sampled[0] == late.subject
    assert reviewed([machine, late, *reversed(acts(40))], "seed") == [one]
    assert reviewed([*acts(40), late], "another")[0].sampled != one.sampled


def test_whoever_had_a_number_shown_is_always_looked_at() -> None:
    (one,) = reviewed(acts(12, "people.revealed"), "seed")
    assert len(one.sampled) == 12


@pytest.mark.requirement("R-912", "R-1503")
def test_a_month_is_reviewed_by_who_is_listed_and_signed_by_another(
    place: Reviewed, settle: Callable[..., None]
) -> None:
    with scope(NATION):
        settle()
    with pytest.raises(NotListed):
        place.review(place.other)
    number = place.review()
    with working_as(place.leader):
        made = LogReview.objects.get(pk=number)
        assert (made.is_whole, made.findings) == (True, [])
        assert made.leaves == Act.objects.filter(leaf__isnull=False).count()
        counted = {kind: count for kind, count, *_ in made.work}
        assert counted["机构岗位 offices.approved"] == 3
        assert set(made.sampled) <= set(Act.objects.values_list("subject", flat=True))
        assert [one.title for one in work_of(COUNTY, JANUARY)] == [kind for kind, *_ in made.work]
    with pytest.raises(NotYours), working_as(place.other):
        sign_review(review_id=number, by=place.other, at=place.county.at)
    auditor = place.county.administrator(AUDIT)
    with working_as(auditor):
        sign_review(review_id=number, by=auditor, at=place.county.at)
    with pytest.raises(ReviewedAlready), working_as(place.leader):
        sign_review(review_id=number, by=place.leader, at=place.county.at)
    with pytest.raises(ReviewedAlready):
        place.review()


def test_a_month_that_is_not_over_is_not_reviewed(place: Reviewed) -> None:
    with pytest.raises(NotOver):
        place.review(days=3)


@pytest.mark.requirement("R-912", "R-1502")
def test_an_act_altered_by_an_administrator_is_the_first_finding(
    place: Reviewed, settle: Callable[..., None], base: Base, fresh_desk: str
) -> None:
    with scope(NATION):
        settle()
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE offices_officer DISABLE TRIGGER ALL")
        admin.execute("UPDATE offices_officer SET number = 'other' WHERE id = (SELECT max(id) FROM offices_officer)")
    number = place.review()
    with working_as(place.leader):
        made = LogReview.objects.get(pk=number)
    assert not made.is_whole
    assert made.findings[0][0].startswith("offices.officer/")


def test_who_made_a_review_does_not_sign_it_and_a_broken_log_is_never_without_a_finding(place: Reviewed) -> None:
    auditor = place.county.administrator(AUDIT)
    facts = {
        "region": COUNTY.code, "month": JANUARY.first_on, "leaves": 1, "checkpoint": 1, "work": [], "sampled": [],
        "matched": [], "made_by": auditor.id, "made_at": place.county.at,
    }  # fmt: skip
    with working_as(auditor):
        made = LogReview.objects.create(is_whole=True, findings=[], **facts)
        with pytest.raises(SamePerson):
            sign_review(review_id=made.pk, by=auditor, at=place.county.at)
        with pytest.raises(IntegrityError), transaction.atomic():
            LogReview.objects.create(is_whole=False, findings=[], **{**facts, "month": JANUARY.next().first_on})
