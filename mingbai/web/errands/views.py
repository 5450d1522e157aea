"""The pages of errands: one's own, each with how far it is, a way to stop it, and the files that came of it."""

from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.errands import actions, queries
from mingbai.web.errands.telling import told
from mingbai.web.listing import paged
from mingbai.web.pages import Request


def errands(request: Request) -> HttpResponse:
    """List what one asked for, the latest first."""
    page, at = paged(request, queries.errands_of(request.actor.id)), timezone.now()
    context = {"page": page, "errands": [told(one, at) for one in page.object_list]}
    return render(request, "errands/list.html", context)


def errand(request: Request, errand_id: int) -> HttpResponse:
    """Show one errand, or stop it; its page asks again while it is open, and leads on when it is done."""
    found, at = queries.errand_of(request.actor.id, errand_id), timezone.now()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.cancel(errand_id=errand_id, by=request.actor, at=at)
        return HttpResponseRedirect(request.path)
    actions.note_seen(errand_id=found.pk, by=request.actor, at=at)
    one = told(found, at)
    context = {"told": one, "files": queries.results_of(found)}
    if not request.htmx:
        return render(request, "errands/errand.html", context)
    response = render(request, "errands/standing.html", context)  # what is asked for every second: nothing to focus
    if one.way is not None and one.way.at_once:
        response["HX-Redirect"] = one.way.address
    elif not one.is_open:
        response["HX-Refresh"] = "true"  # the whole page, with what came of it
    return response


def file(request: Request, errand_id: int, number: int) -> HttpResponse:
    """Hand out one file that came of an errand; that it was taken away is kept."""
    found = queries.errand_of(request.actor.id, errand_id)
    made = queries.result(found, number) if found else None
    if made is None:
        raise Http404
    name, content = made
    subject = f"errands.errand/{errand_id}/{number}"
    note_look(page="errands.file", by=request.actor, at=timezone.now(), subject=subject, is_export=True)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
