"""One case as its reader sees it: on a page or in the drawer, with the forms the reader may fill in now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.alerts.cases import Case
from mingbai.alerts.queries import paid_fen
from mingbai.alerts.states import OFFICES, VERIFIERS
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officers_of
from mingbai.web.access import ADDRESSES, may_open
from mingbai.web.alerts import telling
from mingbai.web.alerts.acts import ACTS, PLAIN, RARE, WORKING, open_to
from mingbai.web.alerts.forms import About, Act
from mingbai.web.alerts.rows import rows
from mingbai.web.awards.offering import followed
from mingbai.web.pages import Request


def shown(request: Request, found: Case, name: str = "", typed: Act | None = None) -> HttpResponse:
    """Return a case with its forms; one that was sent is open, with what was typed. Who looks is noted."""
    actor = request.actor
    note_look(page="alerts.task", by=actor, at=timezone.now(), subject=f"alerts.task/{found.task.pk}")
    page = _told(found, actor) | _forms(request, found, name, typed)
    page |= {"form": typed, "done": ACTS.get(request.GET.get("done", ""))}
    template = "alerts/drawer.html" if request.htmx else "alerts/page.html"
    return render(request, template, page, status=422 if typed and typed.errors else 200)


def form_of(request: Request, name: str, found: Case, *, is_sent: bool = False) -> Act:
    """Return the form of an act about a case: empty, or with what was sent."""
    today = timezone.localdate()
    sent = (request.POST, request.FILES) if is_sent else (None, None)
    form = ACTS[name].form(*sent, initial={"delivered_on": today, "held_on": today}, auto_id=f"{name}-%s")
    form.offer(_about(found, request.actor))
    return form


def _about(found: Case, actor: Actor) -> About:
    here = officers_of(actor.organisation_id, timezone.localdate())
    others = {officer: who for officer, who in here.items() if officer != actor.id}
    months = sorted({one.month for one in found.findings})
    home = found.task.household_id
    paid = {month: paid_fen(home, Month.parse(month)) for month in months} if home is not None else {}
    return About(others, {Month.parse(month): fen for month, fen in paid.items() if fen is not None})


def _told(found: Case, actor: Actor) -> dict[str, Any]:
    task, decided = found.task, telling.decided(found)
    (row,) = rows([task], timezone.localdate())
    home = _home(task, actor) if row.number or task.person_id is not None else ""
    return {
        "case": found,
        "row": row,
        "home": home,
        "who": row.whole if home else row.about,
        "findings": telling.findings(found, actor.region),
        "steps": telling.steps(found),
        "history": telling.history(found),
        "proofs": telling.proofs(found),
        "decided": decided,
        "follows": _address(decided.page, actor) if decided else "",
        "changes": followed(task, found.outcome, actor, Month.parse(timezone.localdate())),
        "is_held": task.taken_by not in (None, actor.id) and task.state in WORKING,
        "may_take": actor.party in OFFICES and actor.role in VERIFIERS,
    }


def _forms(request: Request, found: Case, name: str, typed: Act | None) -> dict[str, Any]:
    offered = list(open_to(found, request.actor))
    if typed and name not in {one.name for one in offered}:
        offered.append(ACTS[name])  # somebody was faster: what was typed is still there
    forms = [one for one in offered if one.name not in PLAIN]
    return {
        "plain": [one for one in offered if one.name in PLAIN],
        "acts": [(one, typed if typed and one.name == name else form_of(request, one.name, found)) for one in forms],
        "opened": name or next((one.name for one in forms if one.name not in RARE), ""),
    }


def _home(task: Any, actor: Actor) -> str:
    """Return where the household or person is shown whole, empty where it is not or not to the actor."""
    if task.household_id is not None:
        return _address("people.household", actor, task.household_id)
    return "" if task.person_id is None else _address("people.person", actor, task.person_id)


def _address(name: str, actor: Actor, *numbers: int) -> str:
    """Return the address of a page, empty where there is none or it does not open to the actor."""
    return reverse(name, args=numbers) if name in ADDRESSES and may_open(actor, name) else ""
