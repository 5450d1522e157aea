"""What an officer sees of the errands asked for in his name; nobody sees another's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from mingbai.errands.actions import File, enclosed
from mingbai.errands.models import Enclosure, Errand
from mingbai.errands.states import OPEN, State

SILENT = timedelta(seconds=30)  # after so long without a worker, something is wrong


@dataclass(frozen=True)
class Standing:
    """How far an errand is."""

    errand: Errand
    ahead: int  # errands before it
    left: timedelta | None  # as far as anybody can say
    is_silent: bool  # it waits first in line, and no worker takes it up

    @property
    def share(self) -> int | None:
        """Return how much of the phase is done, in whole per cent."""
        errand = self.errand
        return min(100, errand.done * 100 // errand.total) if errand.total else None


def errands_of(officer_id: int) -> "QuerySet[Errand]":
    """Return an officer's errands, the latest first."""
    return Errand.objects.filter(officer_id=officer_id).order_by("-pk")


def errand_of(officer_id: int, errand_id: int) -> Errand | None:
    """Return one errand, None if there is none of this officer's."""
    return errands_of(officer_id).filter(pk=errand_id).first()


def results_of(errand: Errand) -> "QuerySet[Enclosure]":
    """Return the files that came of an errand, without their contents."""
    return Enclosure.objects.filter(errand=errand, is_result=True).defer("sealed").order_by("pk")


def result(errand: Errand, number: int) -> File | None:
    """Return one file that came of an errand, by its place in the list from 0."""
    found = enclosed(errand.pk, is_result=True)
    return found[number] if 0 <= number < len(found) else None


def open_errands() -> int:
    """Return how many errands wait or run, whoever asked for them."""
    return Errand.objects.filter(state__in=OPEN).count()


def news_for(officer_id: int) -> int:
    """Return how many errands of an officer's are open, or ended without his having looked."""
    return errands_of(officer_id).filter(seen_at=None).count()


def standing(errand: Errand, at: datetime) -> Standing:
    """Return how far an errand is."""
    ahead = Errand.objects.filter(pk__lt=errand.pk, state__in=OPEN).count() if errand.state == State.WAITING else 0
    is_silent = errand.state == State.WAITING and not ahead and at - errand.asked_at > SILENT
    return Standing(errand, ahead, _left(errand, at), is_silent)


def _left(errand: Errand, at: datetime) -> timedelta | None:
    if errand.state != State.RUNNING or not (errand.done and errand.total and errand.phase_at):
        return None
    return max((at - errand.phase_at) * (errand.total - errand.done) / errand.done, timedelta(0))
