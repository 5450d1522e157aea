"""三账核对零差额证明: printed where nothing differs, and in the log before anybody can see it."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from mingbai.access.actions import note_look
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.places import names_of
from mingbai.offices.queries import seat
from mingbai.offices.refused import Refused
from mingbai.papers import LedgerLine, ThreeLedgers, check_code
from mingbai.printing.printed import Printed, issued, subject_of
from mingbai.receipts.queries.ledgers import Ledgers
from mingbai.rules.speaking import programme_names
from mingbai.treasury.states import LEVELS, Level
from mingbai.web.pages import Request
from mingbai.web.words import language


class Unequal(Refused):
    """A certificate is asked for, and a fen is unaccounted for or still on its way."""

    def __init__(self) -> None:
        super().__init__(
            "三账尚有差额或在途资金，不能出具零差额证明；请先处理页面上标出的各项。",
            "The ledgers differ, or money is on its way: there is no certificate before the funds marked are settled.",
        )


def certificate(request: Request, ledgers: list[Ledgers], region: Region, month: Month) -> HttpResponse:
    """Return the certificate as a PDF and note that it was taken; raise Unequal where the ledgers do not agree."""
    if not ledgers or not all(one.is_settled for one in ledgers):
        raise Unequal
    at = timezone.now()
    paper = ThreeLedgers(
        office=seat(request.actor)[1], number=f"{region}-{month}-三账", made_at=at, place=names_of([region])[region],
        month=month, lines=[_line(one) for one in ledgers],
    )  # fmt: skip
    name = f"三账核对零差额证明-{region}-{month}"
    printed = {name: Printed(paper, f"{region}/{month}", region.code, month)}
    ((file, content),) = issued(printed, bilingual=language() == "en", by=request.actor, at=at)
    note_look(
        page="ledgers", by=request.actor, at=at, subject=subject_of(paper.template, check_code(paper)),
        rows=len(ledgers), is_export=True,
    )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file)}"
    return answer


def _line(one: Ledgers) -> LedgerLine:
    return LedgerLine(
        programme=programme_names(one.fund.programme, "zh"), source=LEVELS[Level(one.fund.source)][0][:2],
        document=one.fund.document, quota_fen=one.quota_fen, appropriated_fen=one.appropriated_fen,
        paid_fen=one.paid_fen, unspent_fen=one.unspent_fen,
    )  # fmt: skip
