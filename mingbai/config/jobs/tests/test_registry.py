"""Jobs are named after their stage, and come round at a time of day in Shanghai or every so many seconds."""

from collections.abc import Iterator
from datetime import datetime

import croniter  # type: ignore[import-untyped] # it ships no types
import pytest

from mingbai.config.jobs.registry import JOBS, Job, NoSuchJob, all_jobs, job, job_named


def nothing(*, at: datetime) -> None:
    """Do nothing."""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = all_jobs()  # all are read first: who is read later would be forgotten with what is tried here
    yield
    JOBS.clear()
    JOBS.update(before)


@pytest.mark.parametrize("clock", ["02:00", "07:59", "08:00", "23:30"])
def test_a_daily_job_comes_round_at_its_time_in_shanghai(clock: str) -> None:
    cron = Job("offices.try", nothing, daily=clock).cron
    came = croniter.croniter(cron, datetime.fromisoformat("2026-11-22T00:00:00+00:00")).get_next(datetime)
    assert came.astimezone(tz=__import__("zoneinfo").ZoneInfo("Asia/Shanghai")).strftime("%H:%M") == clock


@pytest.mark.parametrize(("every_s", "times"), [(20, 3), (10, 6), (60, 1), (300, 0)])
def test_a_job_comes_round_every_so_many_seconds(every_s: int, times: int) -> None:
    begin = 1_790_000_160.0  # a whole minute, and more than one before the next five
    cron = croniter.croniter(Job("offices.try", nothing, every_s=every_s).cron, begin)
    assert sum(1 for _ in iter(lambda: cron.get_next(float) <= begin + 60, False)) == times


@pytest.mark.parametrize(
    "wrong", [{"name": "try"}, {"name": "nowhere.try"}, {"daily": "2:00"}, {"daily": "24:00"}, {"every_s": 7},
              {"every_s": 90}]
)  # fmt: skip
def test_a_job_that_never_could_come_is_refused_where_it_is_declared(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"try|nowhere"):
        Job(**{"name": "offices.try", "run": nothing} | wrong)  # type: ignore[arg-type] # wrong on purpose


def test_a_name_is_declared_once_and_found_again() -> None:
    job("offices.try")(nothing)
    job("offices.try")(nothing)
    assert job_named("offices.try").run is nothing
    with pytest.raises(ValueError, match="twice"):
        job("offices.try")(lambda *, at: None)
    with pytest.raises(NoSuchJob):
        job_named("offices.dance")
    with pytest.raises(NoSuchJob):
        job_named("nowhere.dance")


def test_every_job_of_every_stage_is_found_by_its_stage() -> None:
    assert all(found.name.partition(".")[0] in found.run.__module__ for found in all_jobs().values())
