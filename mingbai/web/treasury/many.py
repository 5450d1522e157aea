"""Many moves proposed at once from a workbook: each row as if it were typed into the form, all of them or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.config.rooms import room
from mingbai.files.grids import Row
from mingbai.files.grids.grid import NUMERIC
from mingbai.files.grids.preflight import look_over
from mingbai.files.grids.workbook import WorkbookGrid, sheets_of
from mingbai.files.problems import Place, Unopened
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused as NotAllowed
from mingbai.treasury.proposals import BY_HAND
from mingbai.treasury.refused import Refused
from mingbai.treasury.states import MOVE
from mingbai.web.exporting import workbook
from mingbai.web.fields import Document
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.treasury.forms import Move, fund_name
from mingbai.web.treasury.proposing import offered
from mingbai.web.words import language, said

REFUSED = 422
MOST = 500  # rows in one workbook
SHOWN = 20  # rows told of that cannot be proposed
COLUMNS = ("fund_id", "code", "fen", "name", "township", "document")


class Upload(forms.Form):
    """A workbook of moves."""

    file = Document(label=gettext_lazy("填好的表格（xlsx）"))


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be proposed, and why."""

    row_no: int
    why: str


class NotOne(Exception):
    """Some rows cannot be proposed, so none is."""

    def __init__(self, wrong: list[Wrong]) -> None:
        self.wrong = wrong
        super().__init__(f"{len(wrong)} rows")


def many(request: Request) -> HttpResponse:
    """Hand out the sheet to fill in, or take it back filled in: all its rows are proposed, or none and why."""
    if request.GET.get("as") == "xlsx":
        return _sheet(request)
    typed, wrong = Upload(sent(request), request.FILES or None), list[Wrong]()
    if request.method == "POST" and typed.is_valid():
        try:
            made = _proposed(_rows(typed.cleaned_data["file"]), request.actor, timezone.now())
            query = urlencode({"done": "quota", "number": f"{made[0]}–{made[-1]}", "state": "proposed"})
            return HttpResponseRedirect(f"{reverse('treasury.proposals')}?{query}")
        except NotOne as refusal:
            wrong = refusal.wrong
            typed.add_error("file", _("有不能提出的行，一行都没有提出；请按下面的说明改好再传。"))
        except Unopened as unopened:
            typed.add_error("file", unopened.at(Place("")).in_language(language()))
    shown = {"form": typed, "wrong": wrong[:SHOWN], "more": max(0, len(wrong) - SHOWN), "most": MOST}
    return render(request, "treasury/many.html", shown, status=REFUSED if typed.errors else 200)


def headers() -> list[str]:
    """Return the headings of the sheet, in the order of COLUMNS; one more says which fund a number is."""
    return [
        _("资金账编号"), _("变动"), _("金额（元）"), _("此笔的名称"), _("乡镇代码"), _("文号"),
        _("资金账（供参考，不读取）"),
    ]  # fmt: skip


def _sheet(request: Request) -> HttpResponse:
    """Return a row for each fund, its number filled in, and the moves there are."""
    actor = request.actor
    moves = [said(MOVE[code].title, MOVE[code].title_en) for code in BY_HAND.get(actor.party, ())]
    funds, _townships = offered(actor)
    rows = [(str(one.facts.id), moves[0], None, None, None, None, fund_name(one)) for one in funds]
    return workbook(request, _("批量提出资金变动"), headers(), rows)


def _rows(content: bytes) -> list[Row]:
    """Return the rows below the header of the first sheet that have something in them; raise Unopened."""
    with room() as folder:
        path = folder / "moves.xlsx"
        path.write_bytes(content)
        look_over(path)
        grid = next((grid for *_, grid in sheets_of(path)), None)
        if not isinstance(grid, WorkbookGrid):
            raise grid or Unopened("empty")
        return list(_filled(grid))


def _filled(grid: WorkbookGrid) -> Iterator[Row]:
    for chunk in grid.chunks(1, len(COLUMNS)):
        columns = [column.to_pylist() for column in chunk.cells]
        for row_no, *cells in zip(chunk.row_no.to_pylist(), *columns, strict=True):
            if any(cells[2:]):  # a fund's number alone was filled in by us
                yield Row(row_no, cells)


def _proposed(rows: list[Row], by: Actor, at: datetime) -> list[int]:
    """Propose every row, in one transaction; raise NotOne where any cannot be."""
    if not rows or len(rows) > MOST:
        why = _("表格里没有填金额的行。") if not rows else _("一次最多%(n)s行，请分开上传。") % {"n": MOST}
        raise NotOne([Wrong(rows[-1].row_no if rows else 2, why)])
    funds, townships = offered(by)
    wrong, made = list[Wrong](), list[int]()
    codes = {word: code for code in BY_HAND.get(by.party, ()) for word in (code, MOVE[code].title, MOVE[code].title_en)}
    with transaction.atomic():
        for row in rows:
            typed = {name: (cell or "").lstrip(NUMERIC) for name, cell in zip(COLUMNS, row.cells, strict=True)}
            typed["code"] = codes.get(typed["code"].strip(), typed["code"])
            form = Move(typed, funds=funds, townships=townships, party=by.party)
            if not form.is_valid():
                wrong += [
                    Wrong(row.row_no, _why(form, name, why)) for name, some in form.errors.items() for why in some
                ]
                continue
            try:
                made.append(form.do(by, at))
            except (Refused, NotAllowed) as refusal:
                wrong.append(Wrong(row.row_no, refusal.in_language(language())))
        if wrong:
            raise NotOne(wrong)
    return made


def _why(form: Move, name: str, why: Any) -> str:
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}{_('：') if label else ''}{why}"
