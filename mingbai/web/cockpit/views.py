"""The pages of the cockpit: the charts of a division's month, one chart's table as a file, and the wall."""

import csv
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.access.actions import note_look
from mingbai.cockpit.actions import reckon_division
from mingbai.cockpit.queries.history import age
from mingbai.files.writing.cells import harmless
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts import CHARTS
from mingbai.web.cockpit.charts.chart import Chart, share
from mingbai.web.cockpit.charts.clocks import lines as waiting
from mingbai.web.coded import code_of
from mingbai.web.pages import Request
from mingbai.web.parts.tags import wan
from mingbai.web.where import where
from mingbai.web.words import language, month_name

OF_SEVERAL_PLACES = frozenset({"flow", "balances", "tiles", "macro"})  # a township has no funds of its own and no peers
TOWNSHIP = 9  # digits
ON_THE_WALL = ("progress", "three", "tiles", "matrix", "funnel", "clocks")


@dataclass(frozen=True)
class Figure:
    """One figure above the charts."""

    title: str
    text: str
    href: str
    tone: str = ""


def cockpit(request: Request) -> HttpResponse:
    """Show the charts of a division's month; or have its sums reckoned now."""
    asked = _asked(request)
    if request.method == "POST":
        reckon_division(region=asked.region, month=asked.month, at=asked.at)
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "cockpit/page.html", _shown(asked, CHARTS))


def wall(request: Request) -> HttpResponse:
    """Show a screen on the wall what concerns nobody by name; it asks for itself anew every few minutes."""
    return render(request, "cockpit/wall.html", _shown(_asked(request), ON_THE_WALL))


def table(request: Request, name: str) -> HttpResponse:
    """Give the table of one chart as a file that spreadsheets read and run nothing of; it is kept who took it."""
    if name not in CHARTS:
        raise Http404
    asked = replace(_asked(request), is_whole=True)
    chart = CHARTS[name](asked)
    subject = f"{name}/{asked.month}/{asked.region}"
    note_look(
        page="cockpit.table", by=request.actor, at=asked.at, subject=subject, rows=len(chart.rows), is_export=True
    )
    code = code_of(request, where(request, request.actor), reverse("cockpit"))
    response = HttpResponse(_csv(chart, asked, code), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{asked.month}-{asked.region}.csv"'
    return response


def _asked(request: Request) -> Asked:
    chosen = where(request, request.actor)
    return Asked(chosen.region, chosen.month, request.actor, timezone.now())


def _shown(asked: Asked, names: Any) -> dict[str, Any]:
    is_one = len(asked.region.code) >= TOWNSHIP
    charts = [CHARTS[name](asked) for name in names if not (is_one and name in OF_SEVERAL_PLACES)]
    return {
        "charts": charts,
        "figures": _figures(asked),
        "age": age(asked.region, asked.month, asked.at),
        "locale": language(),
        "month": asked.month,
    }


def _figures(asked: Asked) -> list[Figure]:
    """Return what stands above the charts."""
    now, rosters, three = asked.history.now, asked.link("month"), asked.link("receipts")
    late = sum(clock.late for _name, clock, _every, _late in waiting(asked))
    return [
        Figure(_("名册（万元）"), wan(now.rostered_fen), rosters),
        Figure(_("到账（万元）"), wan(now.arrived_fen), three),
        Figure(_("到账率"), share(now.arrived_share).text, three),
        Figure(_("保障人数"), f"{now.persons:,}", rosters),
        Figure(_("新增／退出"), f"{now.entries:,} / {now.exits:,}", rosters),
        Figure(_("逾期未办"), f"{late:,}", asked.link("alerts", late="1"), "red" if late else "green"),
    ]


def _csv(chart: Chart, asked: Asked, code: str) -> bytes:
    """Return a chart's table with what it is about above it, and the page's code: UTF-8 with a byte order mark."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    kept = age(asked.region, asked.month, asked.at).at
    as_of = timezone.localtime(kept).strftime("%Y-%m-%d %H:%M") if kept else ""
    about = (chart.title, month_name(asked.month), str(asked.region), as_of, code)
    writer.writerow([harmless(one) for one in about])
    writer.writerow([harmless(head) for head in chart.heads])
    for row in chart.rows:
        writer.writerow(["" if cell.value is None else harmless(str(cell.value)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")
