"""A sealed month is held while it may have to be computed again, then its file goes and its digest stays."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connections, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.models import Act
from mingbai.kernel.region import Region
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks import actions, jobs, queries
from mingbai.prechecks.actions.letting_go import goes_on
from mingbai.prechecks.kept import NoLongerHeld, file_of, kept_folder
from mingbai.prechecks.models import Check, KeptMonth
from mingbai.prechecks.tests.world import Desk, desk_with

OVER = datetime(2028, 12, 1, 2).astimezone()  # two years after November 2026


@pytest.fixture
def office(fresh_desk: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    with scope(NATION):
        return desk_with(monkeypatch)


def checked(office: Desk) -> Check:
    with scope(NATION):
        return Check.objects.get(pk=office.checked())


@pytest.mark.parametrize(
    ("month", "months", "day"),
    [(date(2026, 11, 1), 24, date(2028, 12, 1)), (date(2026, 12, 1), 12, date(2028, 1, 1))],
)
def test_the_time_counts_from_the_end_of_the_month_checked(month: date, months: int, day: date) -> None:
    assert goes_on(month, months) == day


@pytest.mark.requirement("R-1506", "R-1507")
def test_a_month_is_computed_again_until_its_day_and_then_said_to_be_no_longer_held(
    office: Desk, tmp_path: Path
) -> None:
    check = checked(office)
    with scope(NATION):
        assert actions.let_go(region=COUNTY, at=OVER - timedelta(days=1)) == []
        (room := tmp_path / "1").mkdir()
        assert queries.retried(check.pk, room).is_same
    with scope(NATION):
        assert actions.let_go(region=Region("999902"), at=OVER) == []
        assert actions.let_go(region=COUNTY, at=OVER) == [check.snapshot_sha256]
        assert file_of(check.snapshot_sha256).exists()  # until all that is written down is written
    assert not file_of(check.snapshot_sha256).exists()
    with scope(NATION):
        (room := tmp_path / "2").mkdir()
        with pytest.raises(NoLongerHeld, match="no longer held since 2028-12-01"):
            queries.retried(check.pk, room)
        assert KeptMonth.objects.get().sha256 == check.snapshot_sha256
        assert actions.let_go(region=COUNTY, at=OVER) == []
        assert Act.objects.filter(type="prechecks.month_let_go").count() == 1


def test_the_night_lets_go_and_sweeps_what_a_killed_worker_left(office: Desk) -> None:
    check = checked(office)
    cut_off, unfinished = file_of("0" * 64), file_of("1" * 64).with_suffix(".unfinished")
    for file in (cut_off, unfinished):
        file.write_bytes(b"x")
    with scope(NATION):
        jobs.let_go_everywhere(at=OVER - timedelta(days=2))
    assert [file.stem for file in kept_folder().iterdir()] == [check.snapshot_sha256]
    with scope(NATION):
        KeptMonth.objects.update(gone_on=OVER.date())  # and killed before the file went
        jobs.let_go_everywhere(at=OVER + timedelta(days=1))
    assert list(kept_folder().iterdir()) == []


def test_a_check_that_is_still_at_work_keeps_its_file(office: Desk) -> None:
    checked(office)
    young = file_of("0" * 64)
    young.write_bytes(b"x")
    os.utime(young, (OVER.timestamp() - 60, OVER.timestamp() - 60))
    with scope(NATION):
        assert actions.sweep(at=OVER - timedelta(days=2)) == 0
    assert young.exists()


def test_who_sees_one_county_sweeps_no_other_countys_months(office: Desk) -> None:
    check = checked(office)
    with scope("999902"):
        assert actions.sweep(at=OVER + timedelta(days=9)) == 0
    assert file_of(check.snapshot_sha256).exists()


def test_no_month_goes_within_a_year_whoever_writes(office: Desk) -> None:
    checked(office)

    def early() -> None:
        with scope(NATION), transaction.atomic():
            KeptMonth.objects.update(gone_on=date(2027, 11, 30))

    with pytest.raises(IntegrityError, match="prechecks_month_stays_a_year"):
        early()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE prechecks_keptmonth DROP CONSTRAINT prechecks_month_stays_a_year")
    early()
