"""Why an act on an alert is refused: what is wrong, and who may do what instead."""

from datetime import date

from mingbai.alerts.states import STATES, State
from mingbai.kernel.money import show_yuan
from mingbai.offices.refused import Refused


class NotThere(Refused):
    """There is no such record in sight."""

    def __init__(self, what: str, what_en: str, key: object) -> None:
        super().__init__(
            f"您的辖区内没有编号为{key}的{what}，请核对编号。", f"There is no {what_en} {key} in your division."
        )


class OutOfPlace(Refused):
    """The actor's division does not hold the place."""

    def __init__(self, mine: str, place: str) -> None:
        super().__init__(f"您的岗位管{mine}，不能办理{place}的预警。", f"Your post is for {mine}, not for {place}.")


class NotYourOffice(Refused):
    """Alerts are worked on by civil affairs and townships."""

    def __init__(self, title: str, title_en: str) -> None:
        super().__init__(
            f"“{title}”由民政部门或乡镇（街道）办理。", f"To {title_en} is for civil affairs and the township."
        )


class WrongState(Refused):
    """The task is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        zh, en = STATES[State(state)]
        super().__init__(
            f"该预警现在是“{zh}”，不能“{title}”；请刷新后再看。", f"The task is now “{en}”: you cannot {title_en}."
        )


class TakenByAnother(Refused):
    """Another officer has the task."""

    def __init__(self, who: str, since: date) -> None:
        super().__init__(
            f"{who}自{since}起正在处理此预警；请由其办理，或请其退回后再领取。",
            f"{who} has been working on this task since {since}: let them finish, or have them give it back.",
        )


class NobodyListed(Refused):
    """None of the tasks can be given: nobody, or not this officer, is listed where they lie, or all are kin."""

    def __init__(self) -> None:
        super().__init__(
            "所选预警都不能这样指派：当地责任清单上没有核查预警的责任人，或该人员不在清单上、须回避；请先完善责任清单或另选人员。",
            "None of these can be assigned so: nobody is listed for verifying alerts there, or this officer is not, "
            "or is related: complete the list of responsibilities or choose somebody else.",
        )


class Conflicted(Refused):
    """The actor is near kin of whom it is about (YC-2022-2#2.1.7)."""

    def __init__(self, relation: str) -> None:
        super().__init__(
            f"您与该家庭有需回避的关系（{relation}），请由其他人员办理。",
            f"You are related to this family ({relation}) and must stand back: somebody else does this.",
        )


class SamePerson(Refused):
    """Who verified, or once decided about this family's award, cannot decide the alert (D6)."""

    def __init__(self) -> None:
        super().__init__(
            "核实人和原审批经办人不能认定结果，改判人不能是原认定人；请由另一人办理。",
            "Who verified it or handled the award does not decide, and nobody overturns their own outcome: "
            "somebody else must do this.",
        )


class NotVerified(Refused):
    """Too few independent sources stand behind it (D4)."""

    def __init__(self, has: int, needs: int) -> None:
        super().__init__(
            f"认定属实须有{needs}个独立来源证实（不含预警所用的名单），现有{has}个；请先补充核实记录。",
            f"To confirm this takes {needs} independent sources beside the list it came from; there are {has}.",
        )


class UncertainIdentity(Refused):
    """The match was doubtful and nobody has made sure that it is the same person (D3)."""

    def __init__(self) -> None:
        super().__init__(
            "比对级别为C（身份未确认），认定属实前须有核实记录确认是同一人。",
            "The match is of tier C: before it is confirmed, a verification must say that it is the same person.",
        )


class NotHeard(Refused):
    """Less, nothing or a demand, without having heard the family (LAW-2026#48)."""

    def __init__(self) -> None:
        super().__init__(
            "减发、停发或追缴之前须书面告知并听取对象意见（《社会救助法》第48条）；请先送达告知、登记听取意见。",
            "Before less, nothing or a demand, the family is told and heard (Social Assistance Law (2026), art. 48): "
            "enter both first.",
        )


class StillTime(Refused):
    """The family still has time to answer or to object (D5, D15)."""

    def __init__(self, until_on: date) -> None:
        super().__init__(
            f"对象的答复（复议）期限到{until_on}，期满前没有意见或放弃声明，不能继续。",
            f"The family has until {until_on} to answer or object: before that it takes their answer or waiver.",
        )


class DoesNotFit(Refused):
    """The outcome, what follows and the money do not go together."""


class PaidDiffers(Refused):
    """What the decision says was paid is not what the desk paid."""

    def __init__(self, month: object, said_fen: int, paid_fen: int) -> None:
        super().__init__(
            f"{month}填写的已发金额{show_yuan(said_fen)}元与发放记录{show_yuan(paid_fen)}元不一致，请核对。",
            f"For {month} you say {show_yuan(said_fen)} yuan was paid; the desk paid {show_yuan(paid_fen)}.",
        )


class TooLong(Refused):
    """A task sleeps for 180 days at most and never without a reason."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"静默须写明理由，且不超过{most}天。", f"A task is put off with a reason and for at most {most} days."
        )


class OfficialError(Refused):
    """The office's own error is not charged to the family by default (D15)."""

    def __init__(self) -> None:
        super().__init__(
            "多发由经办错误造成的，默认不向对象追缴；确需追缴的须附批准文件。",
            "What the office paid in error is not demanded back by default: it takes a document that says so.",
        )


class MoreThanOwed(Refused):
    """More would come back or be given up than was owed."""

    def __init__(self, left_fen: int) -> None:
        super().__init__(
            f"未收回的只有{show_yuan(left_fen)}元，请核对金额。", f"Only {show_yuan(left_fen)} yuan is outstanding."
        )
