"""Why an act on problems and rectification is refused: what is wrong, and who may do what instead."""

from collections.abc import Mapping
from datetime import date

from mingbai.inspections.states import PROPOSALS, STATES, Proposal, State
from mingbai.offices.refused import Refused


class NotThere(Refused):
    """There is no such record in sight."""

    def __init__(self, what: str, what_en: str, key: object) -> None:
        super().__init__(
            f"您的辖区内没有编号为{key}的{what}，请核对编号。", f"There is no {what_en} {key} in your division."
        )


class NotYourOffice(Refused):
    """The step is another organisation's."""

    def __init__(self, title: str, title_en: str) -> None:
        super().__init__(
            f"“{title}”由民政、财政、审计或纪检监察机关办理，整改由责任单位办理。",
            f"To {title_en} is for civil affairs, finance, audit or discipline; the unit itself puts things right.",
        )


class OutOfPlace(Refused):
    """The actor's division does not hold the place."""

    def __init__(self, mine: str, place: str) -> None:
        super().__init__(f"您的岗位管{mine}，不能办理{place}的事项。", f"Your post is for {mine}, not for {place}.")


class WrongState(Refused):
    """The item is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        zh, en = STATES[State(state)]
        super().__init__(
            f"该整改项现在是“{zh}”，不能“{title}”；请刷新后再看。", f"The item is now “{en}”: you cannot {title_en}."
        )


class SamePerson(Refused):
    """Who reported an item neither accepts it nor looks again; two people hand a clue over."""

    def __init__(self) -> None:
        super().__init__(
            "报告整改的人不能销号，也不能回头看；责任人和负责人、移交的提出和批准均须为两个人。",
            "Who reports neither accepts nor looks again; in charge and leader, proposer and approver are two people.",
        )


class Decided(Refused):
    """A proposal waits no longer: somebody approved or refused it, or its proposer withdrew it."""

    def __init__(self, what: str, number: int, state: str) -> None:
        zh, en = PROPOSALS[Proposal(state)]
        super().__init__(
            f"第{number}号{what}现在是“{zh}”，不能再办；请刷新后再看。",
            f"Proposal {number} is “{en}” now: there is nothing left to decide. Load the page again.",
        )


class OwnProposal(Refused):
    """Who proposed something approves or refuses nothing of it."""

    def __init__(self) -> None:
        super().__init__(
            "自己提出的须由另一人批准或退回；不再需要的，请撤回。",
            "Another approves or refuses what you proposed yourself; withdraw it where it is not wanted.",
        )


class NotProposer(Refused):
    """A proposal is withdrawn by who made it; others refuse it."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(
            f"第{number}号{what}只能由提出人撤回；其他人请退回并写明理由。",
            f"Only who made proposal {number} withdraws it; others refuse it, with the reason.",
        )


class NoPolicy(Refused):
    """A text is not a policy of witnesses, or one that asks nobody or believes another log."""


class NotYetVerified(Refused):
    """A clue is handed over once it is verified, not before."""

    def __init__(self, verified_on: date) -> None:
        super().__init__(
            f"核实日期{verified_on}还没有到：移交日期不能早于核实日期，请先核实。",
            f"It is verified on {verified_on}, which is still to come: verify it first, then hand it over.",
        )


class NotConfirmed(Refused):
    """Only what an alert confirmed is listed from it."""

    def __init__(self) -> None:
        super().__init__(
            "只有认定属实且未改判的预警才能列入问题清单。", "Only an outcome that was confirmed and stands is listed."
        )


class NotOfUnit(Refused):
    """Who is to be in charge, or to answer for it, is not of the unit."""

    def __init__(self, officers: Mapping[int, str]) -> None:
        there = [f"{name}（{number}）" for number, name in officers.items()]
        super().__init__(
            f"责任人和负责人须为责任单位的现任人员；该单位现任：{'、'.join(there) or '无'}。",
            "Who is in charge and who leads are officers of the unit; it has "
            f"{', '.join(f'{name} ({number})' for number, name in officers.items()) or 'nobody'}.",
        )


class TooLate(Refused):
    """A deadline lies in the past."""

    def __init__(self, until_on: date) -> None:
        super().__init__(f"整改时限{until_on}已过，请填写将来的日期。", f"The deadline {until_on} is past.")


class Incomplete(Refused):
    """Something an entry must say is empty."""

    def __init__(self, what: str, what_en: str) -> None:
        super().__init__(f"须写明{what}。", f"Say {what_en}.")


class NotOver(Refused):
    """A month is reviewed when it is over."""

    def __init__(self, month: str) -> None:
        super().__init__(
            f"{month}还没有结束；日志核查在次月由责任清单上的核查人办理。",
            f"{month} is not over: its log is reviewed in the month after, by who is listed for it.",
        )


class ReviewedAlready(Refused):
    """The month was reviewed, or the review signed."""

    def __init__(self, month: str) -> None:
        super().__init__(
            f"{month}的日志核查报告已经有了，不能再办；请查看已有的报告，另有发现的列入问题清单。",
            f"The log of {month} was reviewed and signed once already: what is found later is listed as a problem.",
        )
