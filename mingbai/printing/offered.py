"""Which forms a door offers: what each is, whose records it shows, and what makes it. The one list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_reading
from mingbai.offices.refused import Refused
from mingbai.printing.banks import bank_score_papers
from mingbai.printing.brief import brief_papers, write_annex
from mingbai.printing.cards import card_papers
from mingbai.printing.closing import agreement_papers
from mingbai.printing.funds import plan_papers
from mingbai.printing.ledger import ledger_papers
from mingbai.printing.notices import notice_papers
from mingbai.printing.others import bank_papers, deviation_papers, log_papers
from mingbai.printing.printed import Printed, issued
from mingbai.printing.rosters import roster_papers

Files = list[tuple[str, bytes]]  # name, content


@dataclass(frozen=True)
class Asked:
    """What a form is asked for: a division's month, or one record by its number."""

    region: Region
    month: Month
    at: datetime
    key: int = 0
    telephone: str = ""  # printed where a family may ask
    large: bool = False  # letters for eyes that need them


@dataclass(frozen=True)
class Form:
    """One form: what it is called and for, of which stages one must read the records, what makes it."""

    name: str
    title: str
    title_en: str
    about: str
    about_en: str
    reads: tuple[str, ...]
    make: Callable[[Asked], Mapping[str, Printed]]
    is_of_a_month: bool = True  # else of one record, whose page offers it

    def is_for(self, actor: Actor) -> bool:
        """Return whether an actor may have it printed."""
        return any(actor.may_read(stage) for stage in self.reads)


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            "brief", "监管月报", "Brief of the month",
            "一页：应发、到账、三方核对、各地进度、预警整改、未证明事项；附各地明细表",
            "One page: due, arrived, matched, by place, alerts, what is unproven; with a workbook of all places",
            ("cockpit",), lambda asked: brief_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "plan", "用款计划表", "Request for funds", "逐项指标、已用、本次申请和结余，与名册应发数对照",
            "Budget, used, asked and left, fund by fund, beside what the rosters come to",
            ("payments",), lambda asked: plan_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "agreement", "三方核对一致性签字单", "Comparison to be signed",
            "审批、拨款、代发三方数字，逐条差异，已签的名字",
            "The three figures, each difference, and who has signed",
            ("rosters",), lambda asked: agreement_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "ledger", "资金发放月度台账", "Ledger of the month", "每个环节的时限、完成时间、经办人、笔数金额和存证摘要",
            "Each step with its day, who did it when, its figures and its digest in the log",
            ("rosters",), lambda asked: ledger_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "bank-score", "代发银行服务评分表", "Scorecard of banks", "各代发银行的及时率、退回率和收费检测",
            "How timely each bank paid, what it sent back, and fees it took",
            ("rosters",), lambda asked: bank_score_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "cards", "卡折签收登记表", "Cards signed for", "当月卡折签收登记表和至今未领卡折清单",
            "The month's cards to be signed for, and all that nobody has fetched",
            ("people",), lambda asked: card_papers(asked.region, asked.month, at=asked.at),
        ),
        Form(
            "deviations", "地方标准与规则偏离报告", "Deviations report", "本地标准和规则与全国默认不同之处及其文件",
            "Where values and rules leave the nation's, and by which document",
            ("standards",), lambda asked: deviation_papers(asked.region, at=asked.at),
        ),
        Form(
            "roster", "花名表和汇总表", "Roster and summary", "一份名册的花名表（每个项目一份）和汇总表",
            "A roster's lists, one a programme, and its summary",
            ("rosters",), lambda asked: roster_papers(asked.key, at=asked.at), is_of_a_month=False,
        ),
        Form(
            "bank", "银行代发清单", "List for the bank", "随已封存代发文件交银行的清单，写明文件摘要",
            "The list that goes with a sealed file, bound to it by its digest",
            ("payments",), lambda asked: bank_papers(asked.key, at=asked.at), is_of_a_month=False,
        ),
        Form(
            "notice", "增减停发告知书", "Notice of a change",
            "一项增发、减发、停发决定的告知书，写明理由、核算和救济途径",
            "A raise, reduction or stop in writing: reasons, reckoning, remedies",
            ("awards",), lambda asked: notice_papers(asked.key, telephone=called(asked), large=asked.large),
            is_of_a_month=False,
        ),
        Form(
            "log-review", "日志核查报告", "Review of the log", "一个月的数据比对和操作日志核查报告",
            "The review of a month's data and log",
            ("inspections", "evidence"), lambda asked: log_papers(asked.key, asked.region, at=asked.at),
            is_of_a_month=False,
        ),
    )
}  # fmt: skip


def printed(form: Form, asked: Asked, *, by: Actor, bilingual: bool) -> Files:
    """Return the files of a form, each paper in the log; raise NotReadable, or a Refused where there is none."""
    if not form.is_for(by):
        require_reading(by, form.reads[0])
    files = list(issued(form.make(asked), bilingual=bilingual, by=by, at=asked.at))
    return [*files, *_annexes(form, asked)]


def called(asked: Asked) -> str:
    """Return whom a family may call; raise Refused where nobody is named."""
    if not asked.telephone.strip():
        raise Refused(
            "请填写联系电话：收到告知书的人有疑问打这个电话。",
            "Give a telephone number: whoever gets the notice calls it with questions.",
        )
    return asked.telephone.strip()


def packed(files: Files, at: datetime) -> bytes:
    """Return the files as one archive, the same bytes for the same files."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        for name, content in files:
            entry = ZipInfo(name, (at.year, at.month, at.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            zipped.writestr(entry, content)
    return archive.getvalue()


def _annexes(form: Form, asked: Asked) -> Files:
    if form.name != "brief":
        return []
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"监管月报附表-{asked.region}-{asked.month}.xlsx"
        write_annex(path, asked.region, asked.month)
        return [(path.name, path.read_bytes())]
