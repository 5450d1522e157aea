"""The worker keeps the promise of a checkpoint a minute, whoever is killed on the way."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from mingbai.config.jobs import all_jobs, enqueue, worker
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import installed_policy, log_files
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.evidence.publishing import gather_cosignatures, published_edge
from mingbai.evidence.queries import standing
from mingbai.evidence.tests.town import pay
from mingbai.evidence.tiles.log import CHECKPOINT
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.asking import Post
from mingbai.evidence.witnesses.policy import Policy


def test_a_checkpoint_comes_within_the_minute_that_is_promised() -> None:
    assert 0 < all_jobs()["evidence.append"].every_s <= 60


@pytest.mark.usefixtures("fresh_desk")
def test_the_job_places_all_that_waits_and_a_second_one_finds_nothing_to_do() -> None:
    with transaction.atomic():
        acts = [Record(f"samples.file/{number}", {"number": number}, {}) for number in range(3)]
        record_contents(type="samples.sent", records=acts, by=1, at=datetime(2026, 1, 5, tzinfo=UTC))
    for _ in range(2):
        enqueue("evidence.append")
        connections.close_all()
        worker.work(jobs={"evidence.append": all_jobs()["evidence.append"]}, wait=False, grace_s=0)
        stands = standing(installed_policy())
        assert (stands.waiting, stands.placed) == (0, 3)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone() is not None


@pytest.mark.usefixtures("payments")
def test_of_two_who_bring_the_log_up_to_date_at_once_none_sets_its_files_back(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    write = FolderStorage.write

    def watched(files: FolderStorage, name: str, content: bytes) -> None:
        write(files, name, content)
        if name == CHECKPOINT:
            shown.append(published_edge(files).size)

    def another() -> None:
        pay(1)
        bring_up_to_date()
        connections.close_all()

    slower, second = log_files(), threading.Thread(target=another)

    def crashes(step: str) -> None:
        if step == "flush" and second.ident is None:  # the slower has its files ready, but not its checkpoint
            monkeypatch.setattr("mingbai.evidence.jobs.log_files", log_files)
            second.start()
            while second.is_alive() and not somebody_waits():
                time.sleep(0.01)

    slower.crashes = crashes
    monkeypatch.setattr(FolderStorage, "write", watched)
    monkeypatch.setattr("mingbai.evidence.jobs.log_files", lambda: slower)
    pay(1)
    bring_up_to_date()
    second.join()
    assert shown == sorted(shown)
    assert shown[-1] == 2


@pytest.mark.usefixtures("payments")
def test_a_witness_that_has_seen_more_than_the_files_show_is_not_asked(
    policy: Policy, settle: Callable[..., None]
) -> None:
    pay(1)
    settle("民政", "财政", "纪检")
    before = log_files().read(CHECKPOINT)
    assert before
    pay(1)
    settle("审计")
    log_files().write(CHECKPOINT, before)
    asked: list[str] = []

    def post_to(url: str) -> Post:
        asked.append(url)
        raise AssertionError(url)

    assert gather_cosignatures(log_files(), policy, post_to) == {}
    assert asked == []
