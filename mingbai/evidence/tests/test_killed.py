"""kill -9 at every step of the sequencer: what was recorded gets its place exactly once, and the log stays whole."""

import os
import signal
from collections.abc import Callable
from itertools import count

import pytest
from django.db import connections

from mingbai.evidence.installation import installed_ring, log_files, log_key
from mingbai.evidence.models import Act, Checkpoint, Leaf, Waiting
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all, append_waiting
from mingbai.evidence.tests.town import pay
from mingbai.evidence.verifying import verify
from mingbai.evidence.witnesses.policy import Policy

pytestmark = pytest.mark.requirement("R-1402")


def sequence(die_at: int) -> None:
    """Append and publish what waits; die at one of the steps."""
    steps = count()

    def crashes(step: str) -> None:
        if next(steps) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    files = log_files()
    files.crashes = crashes
    while append_waiting(key=log_key(), limit=150, crashes=crashes):
        publish(files)


def is_killed_at(step: int) -> bool:
    """Do the work in a process of its own; return whether it was killed, False where it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            sequence(step)
            os._exit(0)
        except BaseException:  # a child never returns into the tests
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), "the sequencer failed by itself"
    return code != 0


@pytest.mark.usefixtures("payments")
def test_killed_at_any_step_nothing_is_lost_or_placed_twice(policy: Policy, settle: Callable[..., None]) -> None:
    log_key()
    killed = 0
    for step in (0, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 26):
        pay(200)
        killed += is_killed_at(step)
    assert killed > 8
    append_all(key=log_key())
    publish(log_files())
    total = Act.objects.count()
    assert (total, Waiting.objects.count()) == (12 * 200, 0)
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(total))
    assert Leaf.objects.values("act").distinct().count() == total
    assert Checkpoint.objects.order_by("-size")[0].size == total
    verdict = verify(policy=policy, ring=installed_ring(), storage=log_files())
    assert verdict.fault is None, verdict.fault.en
    settle()
