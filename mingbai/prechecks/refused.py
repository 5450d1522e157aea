"""Why a check, a hold or a release is refused: what is wrong, and who may do what instead."""

from collections.abc import Sequence

from mingbai.offices.refused import Refused
from mingbai.prechecks.equality import TITLES, Difference
from mingbai.prechecks.states import HOLD, HOLD_STATES, RELEASE, RELEASE_STATES
from mingbai.rosters.refused import WrongState

SHOWN = 5


class HoldDecided(WrongState):
    """A hold is not where the move begins."""

    kind, kind_en = "暂缓", "hold"
    titles = HOLD_STATES
    moves = HOLD


class ReleaseDecided(WrongState):
    """A release is not where the move begins."""

    kind, kind_en = "放行申请", "request for release"
    titles = RELEASE_STATES
    moves = RELEASE


class NoCheck(Refused):
    """There is no such check within the actor's division."""

    def __init__(self, check_id: int) -> None:
        super().__init__(
            f"在您的管辖范围内没有第{check_id}号前置核对，请核对编号。",
            f"There is no check {check_id} within your division: look at its number.",
        )


class NothingFrozen(Refused):
    """There is no frozen roster to check."""

    def __init__(self, region: str, month: str) -> None:
        super().__init__(
            f"{region}在{month}没有已封存的名册，请先审核并封存名册再做前置核对。",
            f"No roster of {month} in {region} is frozen: review and freeze one first.",
        )


class NotChecked(Refused):
    """The roster was not checked as it now is."""

    def __init__(self, roster_id: int) -> None:
        super().__init__(
            f"名册{roster_id}自上次核对后有变动或从未核对，请重新做前置核对再申请放行。",
            f"Roster {roster_id} has changed since its last check, or was never checked: check it again first.",
        )


class NotCompared(Refused):
    """A comparison every roster needs could not be made (R-511)."""

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__(
            f"{'、'.join(rules)}本月未能运行（缺少死亡或火化名单），不能放行；请导入本月名单后重新核对。",
            f"{', '.join(rules)} did not run for want of this month's deaths or cremations: import them, check again.",
        )


class GateOpen(Refused):
    """Something is not equal in all places: the township's batch waits."""

    def __init__(self, told: Sequence[tuple[str, str]]) -> None:
        more = f"等{len(told)}处" if len(told) > SHOWN else ""
        super().__init__(
            f"以下差异未处理，不能放行：{'；'.join(zh for zh, _ in told[:SHOWN])}{more}。"
            "请更正，或由两人同意调出到补充名册后重新核对。",
            f"Not released while these stand open ({len(told)}): {'; '.join(en for _, en in told[:SHOWN])}. Have them "
            "corrected, or moved by two people to a supplementary roster, and check again.",
        )


class AccountsOpen(Refused):
    """Lines would be released that nobody can pay: their accounts are not confirmed."""

    def __init__(self, told: Sequence[tuple[str, str]]) -> None:
        """Take (village, name) of each line."""
        named, more = "、".join(f"{name}（{village}）" for village, name in told[:SHOWN]), len(told) - SHOWN
        also, also_en = (f"等{len(told)}户", f" and {more} more") if more > 0 else ("", "")
        super().__init__(
            f"以下对象的收款账户未经第二人确认、已停用或不属于领款人，不能放行：{named}{also}。请乡镇核实账户并由另一人确认，"
            "或申请调出到补充名册（两人同意），再申请放行。",
            f"The accounts of {named}{also_en} are not confirmed by a second person, are closed or another's: nothing "
            "is released. Have each confirmed, or the line moved by two people to a supplementary roster, first.",
        )


class Unequal(Refused):
    """The roster is not what is approved."""

    def __init__(self, found: Sequence[Difference]) -> None:
        self.differences = tuple(found)
        zh = "；".join(f"审批{one.award_id}的{TITLES[one.column][0]}" for one in found[:SHOWN])
        en = "; ".join(f"{TITLES[one.column][1]} of award {one.award_id}" for one in found[:SHOWN])
        super().__init__(
            f"名册与审批有{len(found)}处不一致，不能放行：{zh}。请更正后重新封存、核对。",
            f"The roster differs from what is approved in {len(found)} places: {en}. Put them right first.",
        )


class Unanswered(Refused):
    """Somebody was asked whether to hold a line."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"还有{count}条暂缓建议未答复；请复核人逐条写明理由，决定暂缓或不暂缓。",
            f"{count} questions whether to hold a line are open: the reviewer answers each, with a reason.",
        )


class NotAsked(Refused):
    """Nobody asked for the release, or it was done or withdrawn."""

    def __init__(self, roster_id: int) -> None:
        super().__init__(
            f"名册{roster_id}没有待批的放行申请；请复核人先申请放行。",
            f"Nobody has asked to release roster {roster_id}, or it is done: the reviewer asks first.",
        )


class NotHoldable(Refused):
    """A hold rests on the closed list and a certain identity alone (D2, D3)."""

    def __init__(self, rule_id: str, tier: str) -> None:
        super().__init__(
            f"{rule_id}（匹配等级{tier}）不能用来暂缓发放；只有身份确定的死亡、重复、户名不符和工作人员账户四类可以。",
            f"{rule_id} at tier {tier} holds nobody's money: only a certain death, duplicate, other holder or staff "
            "account does.",
        )


class NeedsReason(Refused):
    """A person decides, and says why."""

    def __init__(self) -> None:
        super().__init__("请写明理由。", "Give a reason.")


class NoSuchDecision(Refused):
    """A hold is closed against the recipient by a decision of due process alone."""

    def __init__(self) -> None:
        super().__init__(
            "暂缓不等于停发：只有经听取意见、书面告知并已批准、至迟自当月起执行的减发或停发决定，才能以此结案。",
            "A hold is not a stop: only an approved reduction or stop of the award, heard and told, that counts from "
            "the held month at the latest, closes it so.",
        )


class NothingToPayBack(Refused):
    """No hold of the township is over and unpaid."""

    def __init__(self, region: str) -> None:
        super().__init__(f"{region}没有到期或解除而未补发的暂缓。", f"No hold in {region} is over and unpaid.")
