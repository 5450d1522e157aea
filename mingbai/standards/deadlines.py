"""月度时限: by when a month's ledger, lists, roster and payment are due, and the last working day for each."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mingbai.kernel.calendar import Status, last_working_day_by, working_days_between
from mingbai.kernel.month import Month
from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.policy.parameters import ParameterSet

ONE_DAY = timedelta(days=1)


class Due(StrEnum):
    """What is due each month."""

    LEDGER = "ledger"
    TOWNSHIP_LIST = "township_list"
    ROSTER = "roster"
    PAYMENT = "payment"


@dataclass(frozen=True)
class About:
    """What a deadline is called, whose it is, the step somebody is listed for, and its article."""

    title: str
    title_en: str
    kind: Kind
    step: str
    article: str

    def __post_init__(self) -> None:
        cite(self.article)


DEADLINES = {
    Due.LEDGER: About("当月数据台账", "the month's ledger", Kind.CIVIL_AFFAIRS, "make_roster", "YC-2022-2#2.4.2"),
    Due.TOWNSHIP_LIST: About(
        "乡镇花名表和汇总表", "the township's lists", Kind.TOWNSHIP, "make_roster", "QY-2022-51#3.1.2"
    ),
    Due.ROSTER: About("发放名册", "the roster", Kind.CIVIL_AFFAIRS, "make_roster", "YC-2022-2#2.4.2"),
    Due.PAYMENT: About("当月资金发放", "the payment", Kind.CIVIL_AFFAIRS, "release_payment", "YC-2022-2#2.4.6"),
}


@dataclass(frozen=True)
class Deadline:
    """One deadline of a month: its last day, the last working day not after it, and whether that may still move."""

    due: Due
    month: Month  # for which money is paid
    last_on: date
    last_working_on: date
    status: Status

    @property
    def is_early(self) -> bool:
        """Return whether work must be done before the last day, because that is a day off (R-705)."""
        return self.last_working_on < self.last_on

    def working_days_left(self, on: date) -> int:
        """Return the working days left after a day; nothing on the last of them and later."""
        return working_days_between(on, self.last_working_on) if on < self.last_working_on else 0

    def plain(self, lang: str) -> str:
        """Return the deadline as one sentence in `zh` or `en`."""
        about, early = DEADLINES[self.due], self.is_early
        moves = self.status is Status.PROVISIONAL
        zh = f"{self.month}的{about.title}：{self.last_on}前（含当日）完成"
        zh += f"，当日不上班，最迟在{self.last_working_on}办结" if early else ""
        zh += "（放假安排尚未公布，以公布为准）" if moves else ""
        en = f"{about.title_en} for {self.month}: by {self.last_on}"
        en += f", a day off, so by {self.last_working_on}" if early else ""
        en += " (the year's days off are not announced yet)" if moves else ""
        return {"zh": f"{zh}。", "en": f"{en[0].upper()}{en[1:]}."}[lang]


def deadlines(parameters: ParameterSet, region: str, month: Month) -> tuple[Deadline, ...]:
    """
    Return the deadlines of a month's payment in a division, by the parameters in force on the month's first day.

    The ledger is due before the first hour of a day of the month before, the lists of townships on a day of it (or its
    last), the roster before a day of the month itself, the payment by a day of the month (R-703 to R-706).
    """
    here, before = parameters.at(region, month.first_on), month.previous()
    pay_day = day_in(month, here.number("rk311_pay_day"))
    return (
        _deadline(Due.LEDGER, month, day_in(before, here.number("data_cutoff_day")) - ONE_DAY),
        _deadline(Due.TOWNSHIP_LIST, month, day_in(before, here.number("township_roster_day"))),
        _deadline(Due.ROSTER, month, day_in(month, here.number("roster_due_day")) - ONE_DAY),
        _deadline(Due.PAYMENT, month, pay_day if here.flag("pay_day_inclusive") else pay_day - ONE_DAY),
    )


def day_in(month: Month, day: int) -> date:
    """Return a day of a month, or its last where it has no such day."""
    return month.first_on.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _deadline(due: Due, month: Month, last_on: date) -> Deadline:
    working = last_working_day_by(last_on)
    return Deadline(due, month, last_on, working.on, working.status)
