"""The import centre: lists dropped or pasted, one upload with all that is wrong in it, its workbook."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from mingbai.access.actions import note_look
from mingbai.errands.actions import ask
from mingbai.imports import actions, queries
from mingbai.imports.errands import LOOKING, TAKING
from mingbai.imports.following import standing, undecided, waiting
from mingbai.imports.kinds import KINDS, kinds_for
from mingbai.imports.limits import AT_ONCE, LARGEST
from mingbai.imports.refused import NotThere, TooLarge
from mingbai.imports.states import TITLES, State
from mingbai.imports.workbook import annotated
from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.web.access import may_open
from mingbai.web.imports import showing
from mingbai.web.imports.acts import ACTS
from mingbai.web.imports.forms import Drop, Said, titled
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from mingbai.imports.models import Upload

REFUSED = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imports(request: Request) -> HttpResponse:
    """Show where lists are dropped, and what was dropped before; take what is dropped."""
    actor, chosen = request.actor, where(request, request.actor)
    may = kinds_for(actor)
    form = Drop(may, sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(_dropped(request, form, chosen.month))
        except Refused as refusal:
            form.add_error(None, refusal.in_language(language()))
    page = paged(request, queries.uploads(chosen.region))
    waits = [*waiting(chosen.region), *undecided(chosen.region)]
    pending = {one.pk for each in waits for one in each.uploads}
    context = {
        "form": form,
        "kinds": [(said(kind.title, kind.title_en), said(kind.gist, kind.gist_en)) for kind in may],
        "page": page,
        "rows": [_row(one, waits=one.pk in pending) for one in page.object_list],
        "waits": [
            (said(each.step.title, each.step.title_en), [_row(one) for one in each.by_others(actor)])
            for each in waits
            if actor.role in each.step.act.by
        ],
        "has_receipts": may_open(actor, "receipts.statements"),
    }
    return render(request, "imports/page.html", context, status=REFUSED if form.errors else 200)


def _dropped(request: Request, form: Drop, month: Month) -> str:
    """Keep what was dropped; return where one looks at it."""
    files: list[UploadedFile] = form.cleaned_data["dropped"]
    size = sum(one.size or 0 for one in files)
    if size > LARGEST:
        raise TooLarge
    upload = actions.drop(
        files=[(str(one.name), one.read()) for one in files],
        pasted=form.cleaned_data["pasted"],
        kind=form.cleaned_data["kind"],
        month=month,
        looks=size <= AT_ONCE,
        by=request.actor,
        at=timezone.now(),
    )
    if size > AT_ONCE:
        return _errand(request, LOOKING, upload)
    return reverse("imports.upload", args=[upload])


def _errand(request: Request, kind: str, upload: int, **more: Any) -> str:
    """Ask for long work on an upload; return the page that tells how far it is."""
    subject = "、".join(one.name for one in queries.files_of(queries.upload_of(upload)))[:200]
    errand = ask(kind, subject=subject, by=request.actor, at=timezone.now(), once=str(upload), upload_id=upload, **more)
    return reverse("errands.errand", args=[errand])


def _row(one: "Upload", *, waits: bool = False) -> dict[str, Any]:
    state = State(one.state)
    tone = "green" if state is State.TAKEN else "red" if one.counts.get("failed") else "blue"
    return {
        "upload": one,
        "files": "、".join(file.name for file in one.files.all()),
        "kind": titled(one.kind),
        "by": one.officer.name,
        "state": said("已导入，待确认", "imported, to be confirmed") if waits else said(*TITLES[state]),
        "tone": "amber" if waits else tone,
    }


def upload(request: Request, upload_id: int) -> HttpResponse:
    """Show one upload: what is wrong in which cell, how it is read, what it brings; do what is asked of it."""
    found = _found(upload_id)
    problem, form = "", None
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        try:
            if act is None:
                problem = said("请重新打开页面。", "Load the page again.")
            elif act == ACTS["take"] and queries.size_of(upload_id) > AT_ONCE:
                partly = bool(request.POST.get("partly"))
                return HttpResponseRedirect(_errand(request, TAKING, upload_id, partly=partly))
            else:
                form = _form(request, found, sent=True) if request.POST.get("act") == "say" else None
                if form is None or form.is_valid():
                    done = act(request, found, form)
                    return HttpResponseRedirect(
                        f"{reverse('imports.upload', args=[done or upload_id])}?{_said(request)}"
                    )
        except Refused as refusal:
            problem = refusal.in_language(language())
            found = queries.upload_of(upload_id)
    return _shown(request, found, form, problem)


def _said(request: Request) -> str:
    """Return what the address says was done."""
    return urlencode({"done": request.POST["act"]})


def _form(request: Request, found: "Upload", *, sent: bool = False) -> Said:
    kind = KINDS.get(request.POST.get("kind", ""), KINDS[found.kind]) if sent else KINDS[found.kind]
    if sent:
        return Said(kind, kinds_for(request.actor), request.POST, request.FILES)
    given = {**found.said, "kind": found.kind, "month": str(Month.parse(found.month))}
    return Said(kind, kinds_for(request.actor), initial=given)


def _shown(request: Request, found: "Upload", form: Said | None, problem: str) -> HttpResponse:
    actor = request.actor
    is_own = found.officer_id == actor.id
    looked = queries.seen(found) if is_own else None
    is_open = bool(is_own and found.state == State.OPEN and not found.forgotten_on and looked)
    wrong = showing.rows(looked) if looked else []
    page = paged(request, wrong)
    parts = [(one, [act for act in one.acts if act.is_for(actor, found)]) for one in standing(found)]
    context = {
        "upload": found,
        "files": queries.files_of(found),
        "kind": titled(found.kind),
        "title": said(*TITLES[State(found.state)]),
        "before": queries.dropped_before(found),
        "is_own": is_own,
        "is_open": is_open,
        "looked": looked,
        "steps": showing.steps(looked) if looked else [],
        "told": showing.of_files(looked) if looked else [],
        "sheets": showing.sheets(looked, found.kind) if looked and is_open else [],
        "tables": showing.tables_of(found.kind) if looked and is_open else [],
        "page": page,
        "grid": showing.grid(list(page.object_list), looked) if is_open and looked else {},
        "brings": showing.brought(looked.brings if looked else {}),
        "brought": showing.brought(found.result.get("counts", {})),
        "lacks": said(looked.lacks, looked.lacks_en) if looked else "",
        "parts": parts,
        "rests": list(found.rests.values_list("pk", flat=True)),
        "form": form or (_form(request, found) if is_open else None),
        "problem": problem,
        "done": request.GET.get("done", ""),
    }
    if page.object_list:
        subject, count = f"imports.upload/{found.pk}", len(page.object_list)
        note_look(page="imports.upload", by=actor, at=timezone.now(), subject=subject, rows=count)
    failed = problem or (form is not None and form.errors)
    return render(request, "imports/upload.html", context, status=REFUSED if failed else 200)


def _found(upload_id: int) -> "Upload":
    try:
        return queries.upload_of(upload_id)
    except NotThere as lacking:
        raise Http404 from lacking


def workbook(request: Request, upload_id: int) -> HttpResponse:
    """Give the workbook of an upload: as it came, wrong cells red, with what is wrong and how to mend it."""
    found, actor, at = _found(upload_id), request.actor, timezone.now()
    if found.officer_id != actor.id:
        raise Http404
    name, content, rows = annotated(found, by=actor, at=at, language=language())
    note_look(page="imports.workbook", by=actor, at=at, subject=f"imports.upload/{found.pk}", rows=rows, is_export=True)
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
