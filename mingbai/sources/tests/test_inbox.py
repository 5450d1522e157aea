"""The nightly inbox: taken in for the post whose folder it is, compared, moved; what is wrong stops nothing else."""

from pathlib import Path

import pytest

from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.sources.inbox import take_in
from mingbai.sources.models import Delivery
from mingbai.sources.queries import run_log
from mingbai.sources.tests.places import COUNTY, OCTOBER, Desk, desk_of

HEADERS = ("身份证号", "姓名", "死亡日期", "数据日期")


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


def put(office: Desk, place: str, numbers: list[str], day: str = "2026-10-25") -> Path:
    made = office.file(HEADERS, [(number, "某", "2026-10-03", day) for number in numbers])
    target = office.folder / "inbox" / place
    target.parent.mkdir(parents=True, exist_ok=True)
    return made.replace(target)


def test_what_waits_is_taken_in_compared_and_moved(office: Desk) -> None:
    numbers = office.live(100)
    place = f"{office.handler.post_id}/2026-10/deaths/县公安局/死亡.csv"
    put(office, place, numbers[:2])
    (outcome,) = take_in(office.folder, office.at)
    assert outcome.done is not None
    with working_as(office.handler):
        assert (Delivery.objects.get().department, Delivery.objects.get().made_by_id) == ("县公安局", office.handler.id)
        assert next(run.hits for run in run_log(COUNTY, OCTOBER) if run.kind == "deaths") == 2
    assert (office.folder / "taken" / place).exists()
    assert "2行" in (office.folder / "taken" / f"{place}.txt").read_text(encoding="utf-8")
    assert take_in(office.folder, office.at) == []


def test_a_file_that_was_taken_in_before_a_crash_is_recognised(office: Desk) -> None:
    place = f"{office.handler.post_id}/2026-10/deaths/县公安局/死亡.csv"
    path = put(office, place, office.live(3))
    kept = path.read_bytes()
    take_in(office.folder, office.at)
    path.write_bytes(kept)
    (outcome,) = take_in(office.folder, office.at)
    assert outcome.done is not None
    assert outcome.done.is_repeat
    with working_as(office.handler):
        assert Delivery.objects.count() == 1


def test_each_file_that_cannot_be_taken_in_says_why_and_the_others_are(office: Desk) -> None:
    numbers, post = office.live(3), office.handler.post_id
    put(office, "总名单.csv", numbers)
    put(office, f"{post}/十月/deaths/县公安局/a.csv", numbers)
    put(office, f"{office.reviewer.post_id}/2026-10/deaths/县公安局/a.csv", numbers)
    put(office, f"{post}/2026-10/cremations/县殡仪馆/a.csv", numbers)
    put(office, f"{post}/2026-10/deaths/县公安局/z.csv", numbers)
    put(office, "999999/2026-10/deaths/县公安局/a.csv", numbers)
    outcomes = {outcome.place.name + outcome.place.parts[0]: outcome for outcome in take_in(office.folder, office.at)}
    assert sum(outcome.done is not None for outcome in outcomes.values()) == 1
    told = " ".join(path.read_text(encoding="utf-8") for path in (office.folder / "refused").rglob("*.txt"))
    for why in ("放错了位置", "不是月份", "由经办人办理", "没有读到“火化名单”", "没有生效的任职"):
        assert why in told


def test_a_link_out_of_the_inbox_is_not_followed(office: Desk) -> None:
    made = office.deaths(office.live(3))
    target = office.folder / "inbox" / f"{office.handler.post_id}/2026-10/deaths/县公安局/a.csv"
    target.parent.mkdir(parents=True)
    target.symlink_to(made)
    assert take_in(office.folder, office.at) == []


def test_the_nightly_job_is_known_and_does_nothing_where_nothing_waits(office: Desk) -> None:
    from mingbai.config.jobs import job_named

    job = job_named("sources.nightly")
    assert (job.daily, job.own_transactions) == ("02:00", True)
    job.run(at=office.at)
    assert Month(2026, 10) == OCTOBER
