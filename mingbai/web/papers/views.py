"""The page of a month's forms, and what hands one out: each in the log before anybody sees it."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.printing.offered import FORMS, Asked, Files, packed, printed
from mingbai.printing.tracing import printings
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language, said

LONGEST = 40  # characters of a telephone number


def papers(request: Request) -> HttpResponse:
    """Show the forms of the month one may have printed, and those that were."""
    chosen = where(request, request.actor)
    offered = [form for form in FORMS.values() if form.is_of_a_month and form.is_for(request.actor)]
    context = {
        "forms": [(form, said(form.title, form.title_en), said(form.about, form.about_en)) for form in offered],
        "printings": [(one, said(*one.title)) for one in printings(chosen.region, chosen.month)],
    }
    return render(request, "papers/list.html", context)


def issue(request: Request, name: str, key: int = 0) -> HttpResponse:
    """Hand a form out: a paper to look at, several and what belongs to them as an archive."""
    form, chosen, at = FORMS.get(name), where(request, request.actor), timezone.now()
    if form is None or form.is_of_a_month != (key == 0):
        raise Http404
    if request.method != "POST":
        return papers(request)
    telephone = request.POST.get("telephone", "")[:LONGEST]
    asked = Asked(chosen.region, chosen.month, at, key, telephone, large="large" in request.POST)
    files = printed(form, asked, by=request.actor, bilingual=language() == "en")
    subject = f"{name}/{key or chosen}"
    note_look(page="papers", by=request.actor, at=at, subject=subject, rows=len(files), is_export=True)
    return handed(files, f"{form.title}-{chosen.region}-{chosen.month}.zip", asked)


def handed(files: Files, name: str, asked: Asked) -> HttpResponse:
    """Return one paper to be looked at, several as an archive."""
    if len(files) == 1:
        (name, content), kind, how = files[0], "application/pdf", "inline"
    else:
        content, kind, how = packed(files, asked.at), "application/zip", "attachment"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return answer
