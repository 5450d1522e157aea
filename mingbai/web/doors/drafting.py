"""What somebody types into a long form is kept while it is typed, and is there again after the session ended."""

from django.http import HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mingbai.access.actions import forget_drafts, keep_draft
from mingbai.access.actions.drafting import TooLong
from mingbai.access.queries import draft as kept_draft
from mingbai.web.pages import Request
from mingbai.web.parts.tags import moment

LONGEST_NAME = 200
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "form", "next"})


@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: Request) -> HttpResponse:
    """Tell, keep or forget what the actor typed into the form at `form`, an address of ours."""
    asked = request.POST if request.method == "POST" else request.GET
    form = asked.get("form", "")
    if not form.startswith("/") or len(form) > LONGEST_NAME:
        return JsonResponse({}, status=200 if request.method == "GET" else 400)
    if request.method == "POST":
        return _kept(request, asked, form)
    if request.method == "DELETE":
        forget_drafts(officer_id=request.actor.id, form=form)
        return HttpResponse(status=204)
    found = kept_draft(request.actor.id, form)
    return JsonResponse({"fields": found[0], "at": moment(found[1])} if found else {})


def _kept(request: Request, typed: QueryDict, form: str) -> HttpResponse:
    fields = {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}
    try:
        keep_draft(officer_id=request.actor.id, form=form, fields=fields, at=timezone.now())
    except TooLong:
        return JsonResponse({}, status=413)
    return HttpResponse(status=204)
