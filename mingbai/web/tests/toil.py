"""Errands of the county of the tests: one under way, one that left a file."""

from datetime import timedelta

from django.utils import timezone

from mingbai.errands import actions
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import ERRANDS, Came, errand
from mingbai.errands.models import Errand
from mingbai.errands.states import State
from mingbai.offices.actor import Actor
from mingbai.prechecks.errands import CHECKING

LISTING = "prechecks.listing"
UNDER_WAY, OVER = 1, 2  # their numbers
SO_FAR = {"phase_zh": "逐条规则核对，第2遍", "phase_en": "trying the rules, pass 2", "done": 6, "total": 16}


def toiling(handler: Actor) -> None:
    """Have the handler wait for a check that is half done, and find the file that came of a list."""
    at = timezone.now()
    if LISTING not in ERRANDS:
        errand(LISTING, title="导出清单", title_en="export of a list")(listed)
    actions.ask(CHECKING, subject="2026-10", by=handler, at=at, region=handler.region.code, month="2026-10")
    over = actions.ask(LISTING, subject="2026-11", by=handler, at=at)
    actions.perform(errand_id=over, at=at)
    moments = {"began_at": at, "phase_at": at - timedelta(seconds=20)}
    Errand.objects.filter(pk=UNDER_WAY).update(state=State.RUNNING, **moments, **SO_FAR)


def do_waiting() -> None:
    """Do what waits, as a worker does."""
    for errand_id in Errand.objects.filter(state=State.WAITING).values_list("pk", flat=True):
        actions.perform(errand_id=errand_id, at=timezone.now())


def listed(doing: Doing) -> Came:
    """Leave a file."""
    doing.give("差异清单.csv", "项目,金额\r\n".encode())
    return Came("导出17条。", "17 lines exported.")
