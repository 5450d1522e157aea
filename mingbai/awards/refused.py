"""Why an act on an award is refused: what is wrong, and who may do what instead."""

from collections.abc import Iterable
from datetime import date

from mingbai.awards.states import KINDS, TITLES, Kind, State
from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES, Role


class NotThere(Refused):
    """There is no such record within the actor's division."""

    def __init__(self, what: str, what_en: str, key: object) -> None:
        super().__init__(
            f"在您的管辖范围内没有这条{what}（{key}），请核对编号或由上级办理。",
            f"There is no {what_en} {key} within your division: check the number, or let the office above do it.",
        )


class OutOfPlace(Refused):
    """The act reaches beyond the division of the actor's post."""

    def __init__(self, mine: str, place: str) -> None:
        super().__init__(
            f"您的岗位管{mine}，不能办理{place}的事项；请由当地经办人或上级民政部门办理。",
            f"Your post is for {mine}, not for {place}: its own handler or the bureau above does this.",
        )


class WrongState(Refused):
    """The decision is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str, by: Iterable[Role]) -> None:
        zh, en = TITLES[State(state)]
        roles = sorted(by)
        super().__init__(
            f"现在的状态是“{zh}”，不能“{title}”；该步骤由{'或'.join(ROLES[role].title for role in roles)}"
            "在上一步完成后办理一次，请刷新后再看。",
            f"It is now “{en}”, so you cannot {title_en}: that is for the "
            f"{' or the '.join(ROLES[role].title_en for role in roles)}, once. Look again.",
        )


class SamePerson(Refused):
    """One person would take two of the three steps."""

    def __init__(self, title: str, title_en: str) -> None:
        super().__init__(
            f"提出、复核、确认须由三个人分别办理，您已办理过其中一步，不能再“{title}”；请由另一人办理。",
            f"Proposing, reviewing and confirming are for three people; you took one of the steps, so you cannot "
            f"{title_en}: somebody else must.",
        )


class Conflicted(Refused):
    """The actor is near kin of whom it is about (YC-2022-2#2.1.7)."""

    def __init__(self, relation: str, households: int = 1) -> None:
        which, which_en = (
            ("该家庭", "this household") if households == 1 else (f"{households}户家庭", f"{households} of them")
        )
        super().__init__(
            f"您与{which}有需回避的关系（{relation}），依规定回避，请由其他人员办理。",
            f"You are related to {which_en} ({relation}) and must stand back: somebody else does this.",
        )


class AmountDiffers(Refused):
    """The amount typed is not the one policy gives; the explanation says how that came about."""

    def __init__(self, typed_fen: int, due_fen: int, lines: list[str], lines_en: list[str]) -> None:
        self.due_fen = due_fen
        super().__init__(
            f"填写的金额{show_yuan(typed_fen)}元与按政策计算的{show_yuan(due_fen)}元不一致；计算过程：{''.join(lines)}"
            "请核对家庭人口、收入和加发人数，或改为计算金额。",
            f"The amount typed, {show_yuan(typed_fen)} yuan, is not the {show_yuan(due_fen)} yuan that policy gives: "
            f"{' '.join(lines_en)} Check members, income and top-ups, or take the computed amount.",
        )


class NotReckoned(Refused):
    """Policy cannot say the amount, because a fact or a local value is missing."""


class NotDue(Refused):
    """Nothing is due for these facts, so nothing is granted or raised."""

    def __init__(self, lines: list[str], lines_en: list[str]) -> None:
        super().__init__(
            f"按政策计算没有应发金额，不能新增或增发：{''.join(lines)}",
            f"By policy nothing is due, so nothing is granted or raised: {' '.join(lines_en)}",
        )


class CoveredAlready(Refused):
    """A person would be covered by two awards that exclude each other, in one month."""

    def __init__(self, name: str, programme: str, place: str, since: Month | None) -> None:
        known = f"（{programme}，{place}，{since}起）" if programme else "（在其他地方）"
        known_en = f" ({programme}, {place}, since {since})" if programme else " elsewhere"
        super().__init__(
            f"“{name}”已享受不得同时享受的救助{known}；请先办理原救助的停发或减员，再提出本项。",
            f"“{name}” is covered by an award that excludes this one{known_en}: stop that, or take the person out "
            "of it, first.",
        )


class Pending(Refused):
    """Another decision about the award waits for its turn."""

    def __init__(self, version: int, state: str) -> None:
        zh, en = TITLES[State(state)]
        super().__init__(
            f"该救助的第{version}号变更{zh}；请先由复核人、分管负责人办结，再提出新的变更。",
            f"Change {version} of this award is {en}: the reviewer and the leader finish it before another is made.",
        )


class WrongDirection(Refused):
    """The amount does not move the way the decision says."""

    def __init__(self, kind: Kind, before_fen: int, after_fen: int) -> None:
        zh, en = KINDS[kind]
        super().__init__(
            f"原金额{show_yuan(before_fen)}元，新金额{show_yuan(after_fen)}元，不是“{zh}”；请选择与金额变动一致的办理类型。",
            f"From {show_yuan(before_fen)} to {show_yuan(after_fen)} yuan is not {en}: choose what it is.",
        )


class NotHeard(Refused):
    """A reduction or stop without the hearing the law asks for (LAW-2026#48)."""

    def __init__(self) -> None:
        super().__init__(
            "减发、停发前应当听取对象意见（《社会救助法》第48条）；请先登记听取意见记录，再提出减发或停发。",
            "Before reducing or stopping, the recipient is heard (Social Assistance Law, article 48): enter the record "
            "of the hearing first.",
        )


class WrongMonth(Refused):
    """The month a change begins is not one it may begin in."""


class WrongCause(Refused):
    """The cause is not one that such a change may have."""

    def __init__(self, kind: Kind, cause: str, known: Iterable[str]) -> None:
        zh, en = KINDS[kind]
        super().__init__(
            f"“{cause}”不是“{zh}”的事由，可选：{'、'.join(known)}。",
            f"“{cause}” is no cause of {en}; these are: {', '.join(known)}.",
        )


class Unusable(Refused):
    """A value cannot be what it is given as."""


class Stale(Refused):
    """What was proposed no longer fits what policy or the award says today."""

    def __init__(self, proposed_fen: int, due_fen: int | None, month: Month) -> None:
        due = "无法核算" if due_fen is None else f"{show_yuan(due_fen)}元"
        due_en = "not known" if due_fen is None else f"{show_yuan(due_fen)} yuan"
        super().__init__(
            f"提出时金额为{show_yuan(proposed_fen)}元，按{month}的标准应为{due}；请退回后按现行标准重新提出。",
            f"It was proposed with {show_yuan(proposed_fen)} yuan; by the values of {month} it is {due_en}: refuse it, "
            "so that it is proposed anew.",
        )


def not_in_past(month: Month, on: date) -> WrongMonth:
    """Return the refusal of a reduction or stop that would begin in a month that is past."""
    return WrongMonth(
        f"减发、停发最早从{Month.parse(on)}起，不能追溯到{month}；以前月份多发的按追缴程序办理。",
        f"A reduction or stop begins in {Month.parse(on)} at the earliest, not in {month}: what was overpaid before "
        "is recovered by its own procedure.",
    )


def only_from_next(month: Month, on: date) -> WrongMonth:
    """Return the refusal of a start or raise before the month after the decision (R-719)."""
    following = Month.parse(on).next()
    return WrongMonth(
        f"起发月份以系统确认时间为准，为确认次月（现在确认即{following}），不能填写{month}。",
        f"A start follows from the day it is confirmed here: confirmed today, {following}; {month} cannot be chosen.",
    )
