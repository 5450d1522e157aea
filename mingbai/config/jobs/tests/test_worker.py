"""What is enqueued with an act is done once: not without the act, not twice, and not lost with the worker."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from mingbai.config.guards import scope
from mingbai.config.jobs import all_jobs, enqueue, queue, worker
from mingbai.config.jobs.registry import JOBS, Job, job
from mingbai.config.jobs.tests.working import started
from mingbai.offices.models import Organisation

AT = datetime(2026, 1, 5, tzinfo=UTC)
NAME = "offices.open_bank"
DONE: list[dict[str, Any]] = []


def open_bank(*, number: int, at: datetime) -> None:
    """Open a bank: the work that must be done once."""
    Organisation.objects.create(name=f"银行{number}", kind="bank", region="999901", opened_on=AT, made_at=at)


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    before = all_jobs()  # all are read first: who is read later would be forgotten with what is tried here
    job(NAME)(open_bank)
    DONE.clear()
    yield
    JOBS.clear()
    JOBS.update(before)


def banks() -> list[str]:
    return sorted(Organisation.objects.values_list("name", flat=True))


def statuses() -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs")
        return Counter(row[0] for row in cursor.fetchall())


def work_here(jobs: dict[str, Job] | None = None) -> None:
    connections.close_all()
    worker.work(jobs=jobs or {NAME: JOBS[NAME]}, wait=False, grace_s=0)


def work_elsewhere(where: str) -> int | None:
    process = started(where)
    process.join()
    return process.exitcode


def test_a_job_left_by_a_killed_worker_gives_way_to_the_one_that_waits_in_its_place(fresh_desk: str) -> None:
    enqueue(NAME, once="bank", number=1)
    assert work_elsewhere("begun") == -9
    assert enqueue(NAME, once="bank", number=1) is not None  # while the first counts as being done
    assert statuses() == {"doing": 1, "todo": 1}
    work_here()
    assert banks() == ["银行1"]
    assert statuses() == {"succeeded": 1}


def test_a_job_exists_if_and_only_if_its_act_does(fresh_desk: str) -> None:
    with transaction.atomic():
        enqueue(NAME, number=1)
        transaction.set_rollback(True)
    with transaction.atomic():
        enqueue(NAME, number=2)
    work_here()
    assert banks() == ["银行2"]
    assert statuses() == {"succeeded": 1}


@pytest.mark.parametrize("where", ["begun", "written", "committed"])
def test_a_worker_killed_anywhere_has_its_job_taken_up_again_and_done_once(where: str, fresh_desk: str) -> None:
    enqueue(NAME, number=1)
    assert work_elsewhere(where) == -9
    assert statuses() == {"doing": 1}
    assert len(banks()) == (where == "committed")
    assert work_elsewhere("nowhere") == 0
    assert banks() == ["银行1"]
    assert statuses() == {"succeeded": 1}


def test_without_its_note_a_job_killed_after_its_commit_would_be_done_twice(fresh_desk: str) -> None:
    enqueue(NAME, number=1)
    assert work_elsewhere("committed") == -9
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events WHERE type = 'succeeded'")
    work_elsewhere("nowhere")
    assert statuses() == {"todo": 1}  # the second bank of that name is refused: it was tried


def test_a_job_that_is_held_is_not_taken_up(fresh_desk: str) -> None:
    job_id = enqueue(NAME, number=1)
    assert job_id is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_fetch_job_v2(NULL, NULL)")
    with ThreadPoolExecutor(1) as other:
        assert other.submit(queue.hold, job_id).result()
        assert queue.take_up_lost(grace_s=0) == []
        other.submit(queue.let_go, job_id).result()
        assert queue.take_up_lost(grace_s=0) == [job_id]
        other.submit(connections.close_all).result()


def test_a_job_just_fetched_is_left_to_its_worker_for_a_while(fresh_desk: str) -> None:
    enqueue(NAME, number=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_fetch_job_v2(NULL, NULL)")
    assert queue.take_up_lost(grace_s=60) == []


def test_a_job_that_kills_every_worker_is_laid_aside_and_the_others_go_on(fresh_desk: str) -> None:
    enqueue(NAME, number=1)
    codes = [work_elsewhere("begun") for _ in range(queue.MOST_STARTS + 1)]
    assert codes == [-9] * queue.MOST_STARTS + [0]
    [left] = queue.undone()
    assert (left.name, left.status, left.arguments) == (NAME, "failed", {"number": 1})
    enqueue(NAME, number=2)
    work_here()
    assert banks() == ["银行2"]


def test_several_workers_at_once_do_each_job_once(fresh_desk: str) -> None:
    for number in range(60):
        enqueue(NAME, number=number)
    workers = [started("nowhere", queue.GRACE_S) for _ in range(3)]
    for process in workers:
        process.join()
    assert [process.exitcode for process in workers] == [0, 0, 0]
    assert len(banks()) == 60
    assert statuses() == {"succeeded": 60}


def test_a_job_that_fails_leaves_nothing_and_is_tried_again_later(fresh_desk: str) -> None:
    def fail(*, number: int, at: datetime) -> None:
        open_bank(number=number, at=at)
        raise RuntimeError("the bank burned down")

    enqueue(NAME, number=1)
    work_here({NAME: Job(NAME, fail)})
    assert banks() == []
    [left] = queue.undone()
    assert (left.status, left.attempts, left.not_before is not None) == ("todo", 1, True)


def test_a_job_is_laid_aside_after_its_last_try(fresh_desk: str) -> None:
    def fail(*, number: int, at: datetime) -> None:
        raise RuntimeError("never")

    enqueue(NAME, number=1)
    work_here({NAME: Job(NAME, fail, tries=1)})
    assert [left.status for left in queue.undone()] == ["failed"]


def test_of_one_word_only_one_waits_and_the_act_goes_on(fresh_desk: str) -> None:
    with transaction.atomic():
        assert enqueue(NAME, once="one", number=1)
        assert enqueue(NAME, once="one", number=2) is None
        assert enqueue(NAME, once="two", number=3)
    work_here()
    assert banks() == ["银行1", "银行3"]


def test_of_heavy_jobs_one_is_done_at_a_time_and_light_ones_go_past(fresh_desk: str) -> None:
    job("offices.count")(open_bank)
    job("offices.move", heavy=True)(open_bank)
    for number, name in enumerate(("offices.move", "offices.move", "offices.count")):
        enqueue(name, number=number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (procrastinate_fetch_job_v2(NULL, NULL)).task_name FROM generate_series(1, 3)")
        assert [row[0] for row in cursor.fetchall()] == ["offices.move", "offices.count", None]


def test_of_what_comes_round_one_waits(fresh_desk: str) -> None:
    job("offices.tick", every_s=20)(open_bank)
    assert enqueue("offices.tick", number=1)
    assert enqueue("offices.tick", number=2) is None


def test_a_job_sees_its_region_and_nothing_else(fresh_desk: str) -> None:
    def look(*, at: datetime, **given: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('mingbai.scope', true)")
            DONE.append(given | {"scope": (cursor.fetchone() or [""])[0], "open": connection.in_atomic_block})

    for own, given in ((False, {}), (False, {"region": "999901"}), (True, {})):
        enqueue(NAME, **given)
        work_here({NAME: Job(NAME, look, own_transactions=own)})
    seen = [(one["scope"] or "", one["open"]) for one in DONE]
    assert seen == [("*", True), ("999901", True), ("", False)]


def test_every_job_that_comes_round_does_so_on_an_empty_desk(
    fresh_desk: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))  # another desk's log lies elsewhere
    rounds = {name: found for name, found in all_jobs().items() if found.cron}
    assert "evidence.append" in rounds
    for name in rounds:
        enqueue(name)
    work_here(rounds)
    assert [(left.name, left.status) for left in queue.undone() if left.attempts] == []


def test_what_is_done_is_forgotten_after_its_time(fresh_desk: str) -> None:
    enqueue(NAME, number=1)
    work_here()
    assert queue.forget_done(JOBS) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '2 hours'")
    assert queue.forget_done(JOBS) == 0
    assert queue.forget_done({NAME: Job(NAME, open_bank, every_s=20)}) == 1
    assert statuses() == {}


def test_enqueueing_in_a_region_s_scope_is_no_different(fresh_desk: str) -> None:
    with scope("999901"):
        enqueue(NAME, number=1)
    assert json.dumps([left.arguments for left in queue.undone()]) == '[{"number": 1}]'
