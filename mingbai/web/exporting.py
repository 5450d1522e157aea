"""A table taken away as a workbook: nothing in a cell that a spreadsheet would run, and in the log who took what."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.access.actions import note_look
from mingbai.files.writing.sheets import Cell, Sheet, write_workbook
from mingbai.offices.queries import seat
from mingbai.web.coded import code_of
from mingbai.web.pages import Request
from mingbai.web.parts.tags import moment
from mingbai.web.where import where

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[Cell]


def workbook(request: Request, title: str, headers: Sequence[str], rows: Iterable[Row]) -> HttpResponse:
    """
    Return a table as a workbook to be kept, with a sheet that says of what, when and by whom; note it as an export.

    Amounts are numbers in yuan where the header says so; everything else is text.
    """
    found, chosen, at = list(rows), where(request, request.actor), timezone.now()
    name, office = seat(request.actor)
    about = [
        (_("内容"), title), (_("月份"), str(chosen.month)), (_("区划"), chosen.region.code),
        (_("行数"), str(len(found))), (_("导出人"), f"{office} {name}"), (_("导出时间"), moment(at)),
        (_("编号"), code_of(request, chosen)),
    ]  # fmt: skip
    match = request.resolver_match
    page = (match.url_name if match else None) or request.path
    note_look(page=page, by=request.actor, at=at, subject=f"{page}/{chosen}", rows=len(found), is_export=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        write_workbook(path, [Sheet(title, tuple(headers), found), Sheet(_("说明"), (_("项"), _("值")), about)])
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{title}-{chosen.month}.xlsx')}"
    return answer


def yuan(fen: int) -> float:
    """Return an amount as a spreadsheet reckons with it; exact to the fen below ten trillion yuan."""
    return fen / 100
