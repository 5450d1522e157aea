"""What can be wrong with a line: what it is called, how grave it is, and who must answer for it."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind as Party
from mingbai.rules.rule import Severity


class Source(StrEnum):
    """Which of the three lists a difference lies in: the one that the others do not bear out."""

    APPROVED = "approved"
    APPROPRIATED = "appropriated"
    PAID = "paid"


class Kind(StrEnum):
    """The kinds of difference."""

    MISSING = "missing"
    EXTRA = "extra"
    DUPLICATE = "duplicate"
    SPLIT = "split"
    SWAPPED = "swapped"
    RETURNED = "returned"
    FAILED = "failed"
    FEE = "fee"
    ACCOUNT = "account"
    PERSON = "person"
    NAME = "name"
    AMOUNT = "amount"
    MONTH = "month"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind is called, its severity, and the article."""

    title: str
    title_en: str
    severity: Severity
    article: str

    def __post_init__(self) -> None:
        cite(self.article)


EXACT, OUTSIDE, BANK, FREE = "YC-2022-2#2.4.2", "YC-2022-2#2.4.2", "QY-2022-51#3.1.3", "JN-2020-21#2.4"
KINDS = {
    Kind.MISSING: Meaning("缺少", "missing", Severity.ORANGE, EXACT),
    Kind.EXTRA: Meaning("多出", "without a counterpart", Severity.RED, OUTSIDE),
    Kind.DUPLICATE: Meaning("重复", "twice", Severity.RED, EXACT),
    Kind.SPLIT: Meaning("拆分", "in parts", Severity.YELLOW, EXACT),
    Kind.SWAPPED: Meaning("两人互换", "swapped with another line", Severity.RED, EXACT),
    Kind.RETURNED: Meaning("退汇", "returned", Severity.ORANGE, BANK),
    Kind.FAILED: Meaning("发放失败", "refused by the bank", Severity.ORANGE, BANK),
    Kind.FEE: Meaning("向救助对象收费", "a fee taken from a recipient", Severity.ORANGE, FREE),
    Kind.ACCOUNT: Meaning("账号不符", "another account", Severity.RED, EXACT),
    Kind.PERSON: Meaning("人员不符", "another person", Severity.RED, EXACT),
    Kind.NAME: Meaning("户名不符", "another name", Severity.ORANGE, EXACT),
    Kind.AMOUNT: Meaning("金额不符", "another amount", Severity.RED, EXACT),
    Kind.MONTH: Meaning("月份不符", "another month", Severity.ORANGE, EXACT),
    Kind.PROGRAMME: Meaning("项目不符", "another programme", Severity.ORANGE, EXACT),
}
OWNERS = {  # who answers for a list, and by which step of the list of responsibilities
    Source.APPROVED: (Party.CIVIL_AFFAIRS, "check_roster"),
    Source.APPROPRIATED: (Party.FINANCE, "appropriate"),
    Source.PAID: (Party.BANK, "pay_out"),
}
SOURCES = {  # Chinese, English
    Source.APPROVED: ("审批名册", "approved roster"),
    Source.APPROPRIATED: ("财政拨款", "appropriation"),
    Source.PAID: ("银行回单", "bank receipts"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is wrong: of which kind, in which list, of which lines, by which of its rows."""

    kind: Kind
    source: Source
    lines: tuple[Hashable, ...]  # none where the row belongs to no line
    rows: tuple[Hashable, ...]  # ids in that list; none where it lacks the line
    fen: int  # what is at stake
    fields: tuple[str, ...] = ()  # all that differ, where values do

    @property
    def owner(self) -> Party:
        """Return the organisation that answers for it."""
        return OWNERS[self.source][0]

    @property
    def title(self) -> str:
        """Return what it is called in Chinese."""
        return f"{SOURCES[self.source][0]}：{KINDS[self.kind].title}"

    @property
    def title_en(self) -> str:
        """Return what it is called in English."""
        return f"{SOURCES[self.source][1]}: {KINDS[self.kind].title_en}"
