"""What is done about many alerts at once: given to who is listed, taken, or the next one taken without looking back."""

from dataclasses import astuple, dataclass, replace

from django.urls import reverse
from django.utils import timezone

from mingbai.alerts import actions
from mingbai.alerts.states import State
from mingbai.offices.refused import Refused
from mingbai.web.alerts.asked import MINE, NOBODYS, Asked
from mingbai.web.pages import Request
from mingbai.web.where import where

TOLD = "alerts.told"  # of a session
MOST = 1_000  # tasks given in one batch
MOST_TAKEN = 100  # by one officer at once
TRIED = 20  # tasks that others take first, or that are kin's, before one is told that there is none
NOTHING_CHOSEN = Refused("请先勾选预警，再指派或领取。", "Tick alerts first, then assign or take them.")
NOTHING_LEFT = Refused(
    "没有您可以领取的预警：都已有人办理、须由您回避，或责任清单上不由您核查。",
    "There is no alert you could take: all are being worked on, are your kin's, or are for others by the list.",
)


@dataclass(frozen=True)
class Told:
    """What became of a batch, as the page says it afterwards."""

    given: int
    held: int
    nobodys: int


def told_once(request: Request) -> Told | None:
    """Return what the last batch came to, on the page that follows it and on no other."""
    counts = request.session.pop(TOLD, None)
    return Told(*counts) if counts else None


def act_on_many(request: Request) -> str:
    """Do what a button of the inbox says; return where to go on. Raise Refused where nothing could be done."""
    if request.POST.get("act") == "next":
        return reverse("alerts.task", args=[take_next(request)]) + "?done=take"
    chosen = _chosen(request)
    if not chosen:
        raise NOTHING_CHOSEN
    done = _take(chosen, request) if request.POST.get("act") == "take" else _assign(chosen, request)
    request.session[TOLD] = astuple(done)
    return request.get_full_path()


def take_next(request: Request) -> int:
    """Take the first free task that is the actor's by the list, else the first nobody has; return it."""
    place, today, at = where(request, request.actor), timezone.localdate(), timezone.now()
    asked = replace(Asked.of(request.GET), state=State.OPEN.value)
    for owner in (MINE, NOBODYS, ""):
        for task in (
            replace(asked, owner=owner).answered(place, today, request.actor).values_list("pk", flat=True)[:TRIED]
        ):
            try:
                actions.take(task_id=task, by=request.actor, at=at)
            except Refused:
                continue
            return int(task)
    raise NOTHING_LEFT


def _chosen(request: Request) -> list[int]:
    if request.POST.get("all"):
        place, today = where(request, request.actor), timezone.localdate()
        return list(Asked.of(request.GET).answered(place, today, request.actor).values_list("pk", flat=True)[:MOST])
    return [int(one) for one in request.POST.getlist("task")[:MOST] if one.isascii() and one.isdigit()]


def _assign(chosen: list[int], request: Request) -> Told:
    officer = request.POST.get("officer", "")
    who = int(officer) if officer.isascii() and officer.isdigit() else None
    made = actions.assign(task_ids=chosen, officer_id=who, by=request.actor, at=timezone.now())
    return Told(len(made.given), len(made.taken), len(made.nobodys))


def _take(chosen: list[int], request: Request) -> Told:
    """Take one after the other; what is refused for one does not stop the rest, unless nothing is left."""
    refusals: list[Refused] = []
    for task in chosen[:MOST_TAKEN]:
        try:
            actions.take(task_id=task, by=request.actor, at=timezone.now())
        except Refused as refusal:
            refusals.append(refusal)
    taken = min(len(chosen), MOST_TAKEN) - len(refusals)
    if not taken:
        raise refusals[0]
    return Told(taken, len(chosen) - taken, 0)
