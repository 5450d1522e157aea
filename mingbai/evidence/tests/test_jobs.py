"""The worker keeps the promise of a checkpoint a minute, whoever is killed on the way."""

from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from mingbai.config.jobs import all_jobs, enqueue, worker
from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import standing


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
