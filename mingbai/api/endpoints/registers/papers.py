"""Papers and notices: which forms one may have printed, each in the log by its code before anybody sees it."""

from datetime import datetime

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.own import Job, job
from mingbai.api.entering import Request, acts, reads
from mingbai.api.problems import language
from mingbai.api.shapes import MONTH, Id, OfMonth, Said, Sent, Within
from mingbai.kernel.month import Month
from mingbai.printing.errands import ask_form
from mingbai.printing.offered import FORMS, Asked, Form
from mingbai.printing.tracing import Traced, printings


class Offered(Schema):
    """表册 · a form one may have printed: what it is for, and whether it is of a month or of one record."""

    name: str
    said: Said
    about: Said
    is_of_a_month: bool


class Paper(Schema):
    """出具过的纸质件 · a paper that was printed: its code, by whom, when, and its digest in the log."""

    said: Said
    code: str
    by: str
    at: datetime
    region: str
    month: str
    sha256: str
    subject: str
    place: int | None


class Papers(Schema):
    """表册和已出具的纸质件 · the forms of a month that may be printed, and those that were."""

    forms: list[Offered]
    printed: list[Paper]


class Printing(Within, Sent):
    """Of which month, or of which record; in which letters."""

    month: str = Field(pattern=MONTH, examples=["2026-11"])
    key: Id | None = Field(None, description="一条记录的编号；月度表册不写 · of one record; of a month's form none")
    telephone: str = Field("", max_length=40, description="告知书上的联系电话 · printed where a family may ask")
    large: bool = Field(False, description="大字 · large letters")


@reads("/papers", "papers")
def papers(request: Request, asked: Query[OfMonth]) -> Papers:
    """可以出具的表册，和本月出具过的 · the forms one may have printed, and the papers printed of a month"""
    by = request.actor
    forms = [_offered(one) for one in FORMS.values() if one.is_for(by)]
    return Papers(forms=forms, printed=[_paper(one) for one in printings(asked.place(by), asked.when())])


@acts("/papers/{name}", "papers.print", later=Job)
def issue(request: Request, name: Path[str], sent: Printing) -> Job:
    """出具一份表册或告知书，转为任务 · have a form or a notice printed: a job is made, its files are logged first"""
    form, by, at = FORMS.get(name), request.actor, timezone.now()
    if form is None or form.is_of_a_month != (sent.key is None):
        raise Http404
    asked = Asked(sent.place(by), Month.parse(sent.month), at, sent.key or 0, sent.telephone, sent.large)
    return job(request, ask_form(form, asked, bilingual=language(request) == "en", by=by, at=at))


def _offered(one: Form) -> Offered:
    return Offered(
        name=one.name, said=Said(zh=one.title, en=one.title_en), about=Said(zh=one.about, en=one.about_en),
        is_of_a_month=one.is_of_a_month,
    )  # fmt: skip


def _paper(one: Traced) -> Paper:
    return Paper(
        said=Said.of(one.title), code=one.code, by=one.by, at=one.at, region=one.region, month=one.month,
        sha256=one.sha256, subject=one.subject, place=one.place,
    )  # fmt: skip
