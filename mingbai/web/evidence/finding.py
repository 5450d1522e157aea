"""What stands on paper, found again: codes of pages and exports, numbers of papers, files and payments; else people."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from mingbai.access.printed import address_printed
from mingbai.evidence.tracing.rows import keys_of
from mingbai.offices.refused import Refused
from mingbai.printing.tracing import CODE as CHECK_CODE
from mingbai.printing.tracing import traced
from mingbai.web.access import may_open
from mingbai.web.evidence import reach
from mingbai.web.evidence.showing import address_of
from mingbai.web.pages import Request
from mingbai.web.where import where

NUMBERS = (  # tables whose rows carry a number that is printed, and its column
    ("payments.bankfile", "message_id"),
    ("payments.payment", "end_to_end_id"),
    ("awards.notice", "number"),
    ("receipts.statement", "reference"),
)
PAPERS = {  # template of a paper → the address that shows its rows
    "agreement": "receipts.closing",
    "bank_list": "payments",
    "bank_score": "receipts.statements",
    "change_notice": "awards",
    "fee_list": "receipts.statements",
    "fund_plan": "payments",
    "log_review": "evidence",
    "month_brief": "cockpit",
    "month_ledger": "month",
    "rectification_notice": "inspections",
    "roster_list": "month",
    "roster_summary": "month",
    "three_ledgers": "ledgers",
}


def find(request: Request) -> HttpResponse:
    """Lead on from the search box: to what a code or a number on paper stands for, else to the search for people."""
    text = request.GET.get("q", "").strip()
    ways = list(_ways(request, text))
    if len(ways) == 1:
        return HttpResponseRedirect(ways[0][1])
    if not ways and may_open(request.actor, "people"):
        return HttpResponseRedirect(f"{reverse('people')}?{urlencode({'q': text})}")
    return render(request, "evidence/found.html", {"asked": text, "ways": ways})


def code(request: Request, code: str) -> HttpResponse:
    """Lead on from a code on paper to the rows it stands for; raise Http404 for one that leads nowhere."""
    ways = list(_ways(request, code))
    if not ways:
        raise Http404
    return HttpResponseRedirect(ways[0][1])


def _ways(request: Request, text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what a code or number stands for, in words, and the address that shows it."""
    if (address := address_printed(text)) is not None:
        yield ("页面", "page"), address
    if CHECK_CODE.fullmatch("".join(text.split()).upper()):
        yield from _papers(request, text)
    for table, column in NUMBERS if text else ():
        for key in keys_of(table, column, text):
            if reach.is_open(request.actor, f"{table}/{key}"):
                row = reach.row(request.actor, table, key)
                yield (
                    (row.table.zh, row.table.en),
                    address_of(row, request.actor) or reverse("evidence.of", args=[table, key]),
                )


def _papers(request: Request, text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the rows that the papers of a check code were printed of."""
    try:
        found = traced(text, request.actor.region)
    except Refused:
        return
    for name, region, month in dict.fromkeys((one.template, one.region, one.month) for one in found):
        page = PAPERS.get(name, "papers")
        title = next(one.title for one in found if one.template == name)
        if may_open(request.actor, page):
            chosen = where(request, request.actor)
            query = {"month": month or str(chosen.month), "area": region or chosen.region.code}
            yield title, f"{reverse(page)}?{urlencode(query)}"
