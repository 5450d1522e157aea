"""Why an act on persons, accounts or filings is refused: what is wrong, and who may do what instead."""

from collections.abc import Iterable
from datetime import date

from mingbai.offices.refused import Refused
from mingbai.offices.roles import ROLES, Role
from mingbai.people.states import TITLES, State


class Unusable(Refused):
    """A value cannot be what it is given as."""


class KnownAlready(Refused):
    """The person is in the library: within sight, or where the actor cannot look."""

    def __init__(self, name: str | None) -> None:
        super().__init__(
            f"这个身份证号已登记为“{name}”，不必重复登记；姓名有误请办理更正。"
            if name
            else "这个身份证号已在其他地方登记；请上级民政部门核实后办理迁移，不能重复登记。",
            f"This ID number is registered as “{name}”: use that record, or correct its name."
            if name
            else "This ID number is registered elsewhere: the bureau above verifies it and moves the record here.",
        )


class WrongState(Refused):
    """The record is not where the move begins, perhaps because somebody was faster."""

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
    """One person would take two steps that two must take."""

    def __init__(self, title: str, title_en: str) -> None:
        super().__init__(
            f"录入人不能自己“{title}”，请由另一名复核人或分管负责人办理。",
            f"Who entered it cannot {title_en}: another reviewer or leader must.",
        )


class Conflicted(Refused):
    """The actor is near kin of whom it is about, or is that person (YC-2022-2#2.1.7)."""

    def __init__(self, relation: str) -> None:
        super().__init__(
            f"您与该家庭有需回避的关系（{relation}），依规定回避，请由其他人员办理。",
            f"You are related to this household ({relation}) and must stand back: somebody else does this.",
        )


class HolderDiffers(Refused):
    """The account is in a name that nothing explains."""

    def __init__(self, holder: str, owner: str) -> None:
        super().__init__(
            f"户名“{holder}”与“{owner}”不一致，且没有生效的监护或代取备案；请改用本人账户，或先办理代取授权备案（R-804）。",
            f"The holder “{holder}” is not “{owner}” and no authorisation in force names him: use the person's own "
            "account, or have the authorisation filed first.",
        )


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


class NoReason(Refused):
    """A field is to be shown without saying what for."""

    def __init__(self) -> None:
        super().__init__(
            "查看完整信息须写明事由（至少4个字），事由会记入存证。",
            "Say what the whole value is needed for (at least 4 characters): the reason is logged.",
        )


class Deceased(Refused):
    """The person has died, so nobody acts for him or is paid in his name."""

    def __init__(self, died_on: date) -> None:
        super().__init__(
            f"该人员已于{died_on}死亡，不能再办理；已有的代取、代管备案请予终止。",
            f"The person died on {died_on}: this is no longer possible; end what is filed for him.",
        )


class NotAllowedHere(Refused):
    """The locality forbids it by its own parameter."""
