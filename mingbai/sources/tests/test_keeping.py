"""Rows of lists are kept while they count and half a year more, and then go; their digest stays (R-1506)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.sources import jobs
from mingbai.sources.actions import let_go
from mingbai.sources.keeping import Kept, counts_until, goes_on
from mingbai.sources.models import Delivery, SourceRow
from mingbai.sources.queries import is_intact, rows_of
from mingbai.sources.refused import RowsGone
from mingbai.sources.states import State
from mingbai.sources.tests.places import COUNTY, OCTOBER, Desk, desk_of

RULE = pytest.mark.requirement


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


@pytest.mark.parametrize(
    ("kind", "state", "followed_on", "decided_on", "until"),
    [
        ("deaths", State.IN_USE, None, None, date(2029, 10, 1)),
        ("deaths", State.IN_USE, date(2026, 11, 30), None, date(2029, 10, 1)),  # the next month's adds to it
        ("deaths", State.SUPERSEDED, date(2026, 11, 3), None, date(2026, 11, 3)),
        ("payroll", State.IN_USE, None, None, date(2027, 10, 1)),
        ("payroll", State.IN_USE, date(2026, 11, 30), None, date(2026, 11, 30)),
        ("deaths", State.QUARANTINED, None, None, date(2029, 10, 1)),
        ("deaths", State.REFUSED, None, date(2026, 11, 2), date(2026, 11, 2)),
    ],
)
def test_a_list_counts_until_its_reach_is_over_or_another_takes_its_place(
    kind: str, state: State, followed_on: date | None, decided_on: date | None, until: date
) -> None:
    kept = Kept(kind, state, OCTOBER, followed_on, decided_on)
    assert counts_until(kept) == until
    assert goes_on(kept, 6) > until


@RULE("R-1506")
def test_rows_go_when_their_time_is_over_and_the_digest_stays(office: Desk) -> None:
    numbers = office.live(60)
    first, second = office.send(office.deaths(numbers[:2])), office.send(office.deaths(numbers[:3]))
    with working_as(office.handler):
        before = bytes(Delivery.objects.get(pk=first.delivery_id).rows_sha256)
    for days, gone in ((180, []), (2, [first.delivery_id]), (0, [])):
        with scope(NATION):
            assert let_go(region=COUNTY, at=office.later(days=days)) == gone
    with working_as(office.handler):
        old, used = (Delivery.objects.get(pk=one.delivery_id) for one in (first, second))
        assert (old.rows, bytes(old.rows_sha256), old.rows_gone_on) == (2, before, office.at.date())
        assert is_intact(old)
        with pytest.raises(RowsGone):
            list(rows_of(old))
        assert len(list(rows_of(used))) == SourceRow.objects.count() == 3
    assert Act.objects.filter(type="sources.rows_let_go", subject=f"sources.delivery/{first.delivery_id}").count() == 1


@RULE("R-1506")
def test_the_night_lets_go_what_is_over_in_every_place(office: Desk) -> None:
    office.send(office.deaths(office.live(40)[:1]))
    with scope(NATION):
        jobs.let_go_everywhere(at=office.at)
        assert SourceRow.objects.count() == 1
        jobs.let_go_everywhere(at=office.at + timedelta(days=365 * 4))
        assert SourceRow.objects.count() == 0


@RULE("R-1506")
def test_no_row_goes_or_changes_while_its_list_counts_whoever_asks(fresh_desk: str, base: Base, tmp_path: Path) -> None:
    office = desk_of(tmp_path)
    office.send(office.deaths(office.live(40)[:2]))
    for change in (
        "DELETE FROM sources_sourcerow",
        "UPDATE sources_sourcerow SET sealed = ''",
        "TRUNCATE sources_sourcerow",
    ):
        with (
            base.administrator(fresh_desk) as admin,
            pytest.raises(Exception, match="sources_sourcerow is append-only"),
        ):
            admin.execute(change)
    with scope(NATION), connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM sources_sourcerow")
        with pytest.raises(IntegrityError, match="sources_rows_stay_while_they_count"), transaction.atomic():
            Delivery.objects.update(rows_gone_on=OCTOBER.plus(2).first_on)
        assert SourceRow.objects.count() == 2
    with base.administrator(fresh_desk) as admin:
        admin.execute("DROP TRIGGER sources_rows_go_with_their_list ON sources_sourcerow")
    with scope(NATION), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sources_sourcerow")
        assert SourceRow.objects.count() == 0


@RULE("R-1506")
def test_what_is_gone_does_not_come_back(office: Desk) -> None:
    office.send(office.deaths(office.live(40)[:1]))
    late = datetime.combine(Month(2030, 12).first_on, office.at.timetz())
    with scope(NATION):
        assert len(let_go(region=COUNTY, at=late)) == 1
        for other in (None, date(2031, 1, 1)):
            with pytest.raises(IntegrityError, match="does not come back"), transaction.atomic():
                Delivery.objects.update(rows_gone_on=other)
