"""Why an act on receipts is refused: what is wrong, and who may do what instead."""

from collections.abc import Sequence
from datetime import date

from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.refused import Refused

SHOWN_NAME = 20


class NotYourOffice(Refused):
    """The step is another organisation's."""

    def __init__(self, title: str, title_en: str, kinds: Sequence[Kind]) -> None:
        super().__init__(
            f"“{title}”由{'、'.join(TITLES[kind][0] for kind in kinds)}办理。",
            f"To {title_en} is for {' or '.join(TITLES[kind][1] for kind in kinds)}.",
        )


class OutOfPlace(Refused):
    """The actor's division does not hold the place."""

    def __init__(self, mine: str, place: str) -> None:
        super().__init__(f"您只管{mine}，不能办理{place}的事项。", f"You act for {mine}, not for {place}.")


class SamePerson(Refused):
    """One person would take two steps that two must take."""

    def __init__(self) -> None:
        super().__init__(
            "同一事项的导入、接收、说明和各级签字须由不同的人办理，请由另一人办理。",
            "Delivering and taking in, answering and agreeing, and every signature are for different people: "
            "somebody else must do this.",
        )


class NoSuchBank(Refused):
    """What is to be a bank's name is none."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name[:SHOWN_NAME]}”不是银行名称：须填写，且不超过60字。",
            f"“{name[:SHOWN_NAME]}” is no name of a bank: give one of at most 60 characters.",
        )


class SaysSomethingElse(Refused):
    """A statement of that number was delivered before and said something else."""

    def __init__(self, bank: str, reference: str) -> None:
        super().__init__(
            f"{bank}的账单{reference}以前导入过，但内容不同；请银行说明并换一个编号重发。本次未导入。",
            f"{bank} delivered {reference} before and it said something else: have the bank explain, and send it under "
            "another number. Nothing was taken in.",
        )


class WrongState(Refused):
    """The record is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        super().__init__(
            f"现在的状态是“{state}”，不能“{title}”；请刷新后再看。",
            f"It is now “{state}”, so you cannot {title_en}: look again.",
        )


class NotThere(Refused):
    """There is no such record in sight."""

    def __init__(self, what: str, what_en: str, key: object) -> None:
        super().__init__(f"没有编号为{key}的{what}，请核对编号。", f"There is no {what_en} {key}: check the number.")


class OutOfInbox(Refused):
    """A file lies where nothing says who delivers it and of which bank it is."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"“{place}”放错了位置；请放在 岗位编号/银行/ 下，如 9/农商行/。",
            f"“{place}” lies in no place for it: put it under post/bank/, such as 9/农商行/.",
        )


LEFT = {  # what keeps a month open: Chinese, English of one, English of more
    "line": ("名册行没有核对一致", "roster line is not matched", "roster lines are not matched"),
    "urgent": ("先行救助没有核对一致", "urgent payment is not matched", "urgent payments are not matched"),
    "roster": ("名册没有放行", "roster is not released", "rosters are not released"),
    "entry": ("银行回单没有对应的付款", "bank receipt matches no payment", "bank receipts match no payment"),
    "item": ("差异没有办结", "difference is open", "differences are open"),
}


def left_of(what: str, count: int) -> tuple[str, str]:
    """Return what so many of a kind keep open, in Chinese and in English."""
    zh, one, more = LEFT[what]
    return zh, one if count == 1 else more


class MonthOpen(Refused):
    """Something still keeps the month from being closed."""

    def __init__(self, month: date, left: Sequence[tuple[str, int]]) -> None:
        zh = "，".join(f"{count}个{left_of(what, count)[0]}" for what, count in left)
        en = ", ".join(f"{count} {left_of(what, count)[1]}" for what, count in left)
        super().__init__(
            f"{month:%Y年%m月}不能结账：{zh}。请用“mingbai receipts open”查看，逐项核对或说明后再结。",
            f"{month:%Y-%m} cannot be closed: {en}. See `mingbai receipts open`, match or explain each, then close.",
        )


class MonthClosed(Refused):
    """The month is closed: nothing of it changes."""

    def __init__(self) -> None:
        super().__init__(
            "本月已经结账，不能再改；新到的回单和更正计入以后月份。",
            "The month is closed and stays as it was signed: what comes later belongs to a later month.",
        )


class NotInOrder(Refused):
    """A signature comes before its turn, or under figures that no longer stand."""

    def __init__(self, awaited: str, awaited_en: str) -> None:
        super().__init__(
            f"现在应由{awaited}签字；若核对结果已变，请重新编制后从头签字。",
            f"It is the turn to {awaited_en}; if the result has changed, prepare it anew and sign from the beginning.",
        )


class NothingToDo(Refused):
    """There is nothing that the act could be about."""
