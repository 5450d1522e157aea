"""kill -9 at every step of the sequencer: what was recorded gets its place exactly once, and the log stays whole."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_ring, log_files, log_key
from mingbai.evidence.models import Act, Checkpoint, Leaf, Waiting
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tests.town import pay
from mingbai.evidence.verifying import verify
from mingbai.evidence.witnesses.policy import Policy

pytestmark = pytest.mark.requirement("R-1402")
SEQUENCER = """
import os, signal, sys, django
django.setup()
from mingbai.evidence.installation import log_files, log_key
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_waiting
steps = iter(range(1_000))

def crashes(step):
    if next(steps) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

files = log_files()
files.crashes = crashes
while append_waiting(key=log_key(), limit=150, crashes=crashes):
    publish(files)
"""


@pytest.mark.usefixtures("payments")
def test_killed_at_any_step_nothing_is_lost_or_placed_twice(
    base: Base, payments: str, policy: Policy, settle: Callable[..., None]
) -> None:
    environment = os.environ | {
        "DATABASE_URL": base.as_role("default", payments),
        "DATABASE_OWNER_URL": base.as_role("owner", payments),
        "DJANGO_SETTINGS_MODULE": "mingbai.config.settings",
    }
    log_key()
    killed = 0
    for step in (0, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 26):
        pay(200)
        done = subprocess.run([sys.executable, "-c", SEQUENCER, str(step)], env=environment, capture_output=True)
        assert done.returncode in (0, -9), done.stderr.decode()
        killed += done.returncode == -9
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
