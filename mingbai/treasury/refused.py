"""Why the books refuse an entry: what, where and what to do, in Chinese and English."""

from mingbai.kernel.money import show_yuan
from mingbai.offices.attempts import Attempt, Attempted
from mingbai.treasury.ladder import RUNGS, Rung


class Refused(ValueError):
    """Base of every refusal of the treasury; nothing has been written."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class NotEnough(Refused):
    """The account has less than the entry takes (no negative balances, R-615)."""

    def __init__(self, rung: Rung, fen: int, free_fen: int) -> None:
        title, title_en = RUNGS[rung].title, RUNGS[rung].title_en
        super().__init__(
            f"“{title}”只余{show_yuan(free_fen)}元，不足以支出{show_yuan(fen)}元；请先补足，或减少本次金额。",
            f"“{title_en}” has {show_yuan(free_fen)} yuan left, less than the {show_yuan(fen)} asked for: "
            "supply it first, or ask for less.",
        )


class NotAllowed(Refused):
    """No article knows such a move (R-609)."""

    def __init__(self, code: str, debit: Rung, credit: Rung) -> None:
        zh = f"“{RUNGS[debit].title}”→“{RUNGS[credit].title}”"
        en = f"{RUNGS[debit].title_en} → {RUNGS[credit].title_en}"
        super().__init__(
            f"资金不能这样变动：{zh}（{code}）。可用的变动见“mingbai treasury moves”。",
            f"Money may not move so: {en} ({code}). `mingbai treasury moves` lists what is allowed.",
        )


class WrongParty(Refused):
    """An organisation takes a step that is another's (R-701)."""


class NotAPair(Refused):
    """An adjustment whose halves do not fit together."""


class SamePerson(Refused):
    """Who makes an entry does not approve it."""


class NotProposed(Refused):
    """There is no such proposal within the actor's division that waits for somebody."""

    def __init__(self, number: int, standing: tuple[str, str] | None) -> None:
        zh, en = standing or ("不存在或不在您的管辖范围内", "not there, or outside your division")
        super().__init__(
            f"第{number}号资金变动{zh}，不能审批；待审批的见“mingbai treasury proposals”。",
            f"Proposal {number} is {en}: there is nothing to approve. `mingbai treasury proposals` lists what waits.",
        )


class CrossesFunds(Refused):
    """Money of one fund would pay for another (专款专用, R-615)."""


class UnknownAccount(Refused):
    """The books have no such account."""


class AlreadyWritten(Refused):
    """An entry of that id is in the books, and says something else."""


class AlreadyResolved(Refused):
    """A held transfer is posted or voided once, and a transfer corrected once."""


class NothingToResolve(Refused):
    """What is to be posted, voided or corrected is not in the books so, or is of another amount."""


class BadEntry(Refused):
    """An entry that says nothing that could be written."""


class ForbiddenUse(Refused, Attempted):
    """The paper names a use that assistance money must never serve (R-614)."""

    def __init__(self, text: str, use: str, attempt: Attempt) -> None:
        self.attempt = attempt
        super().__init__(
            f"《{text}》属于“{use}”，救助资金不得用于此项（济民字〔2020〕21号第二部分（四）），已拒绝并登记；工作经费应另列财政预算。",
            f"“{text}” is {use}, which assistance money never serves (Jining Opinions (2020), sec. 2.4): "
            "refused, and recorded. Working costs have a budget of their own.",
        )


class YearClosed(Refused):
    """The fund's year is closed for this move."""


class UnableToClose(Refused):
    """The year cannot close while money is on its way."""
