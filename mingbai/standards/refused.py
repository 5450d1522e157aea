"""Why an act on values and switches is refused: what is wrong and who may do what instead."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from mingbai.offices.refused import Refused
from mingbai.policy.parameters import Entry as Value


class UnknownParameter(Refused):
    """There is no such parameter."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        near = get_close_matches(key, list(known), cutoff=0.4) or ["mingbai standards list"]
        super().__init__(
            f"没有参数“{key}”，最接近的是：{'、'.join(near)}。",
            f"There is no parameter “{key}”; nearest: {', '.join(near)}.",
        )


class UnknownRule(Refused):
    """There is no such rule."""

    def __init__(self, rule_id: str, known: Iterable[str]) -> None:
        near = get_close_matches(rule_id, list(known), cutoff=0.4)
        super().__init__(
            f"没有规则“{rule_id}”，最接近的是：{'、'.join(near)}。",
            f"There is no rule “{rule_id}”; nearest: {', '.join(near)}.",
        )


class NationShips(Refused):
    """A value of the nation would be entered on a desk."""

    def __init__(self) -> None:
        super().__init__(
            "全国统一的取值随程序发布，不能在本地录入；请填本省、市、县的区划代码。",
            "The nation's values ship with the program: enter the code of a province, prefecture or county.",
        )


class LawPrevails(Refused):
    """A law has fixed the value for all, so a local one would never count."""

    def __init__(self, key: str, law: Value) -> None:
        super().__init__(
            f"自{law.from_on}起，参数 {key} 由法律统一规定（{law.cite}），地方不能另定；"
            f"请删除本项，或把终止日提前到{law.from_on}。",
            f"From {law.from_on} on {key} is fixed by law ({law.cite}) for every place: leave it out, "
            f"or let it end on {law.from_on}.",
        )


class NoDocument(Refused):
    """A value without the paper in which it was decided."""

    def __init__(self) -> None:
        super().__init__("须写明作出规定的文件文号。", "Name the document that decided it.")


class EndsTooEarly(Refused):
    """It would end before it begins."""

    def __init__(self, from_on: date, until_on: date) -> None:
        super().__init__(
            f"终止日{until_on}（当日起不再执行）必须晚于起始日{from_on}。",
            f"It would end on {until_on} (the first day it no longer holds), not after it begins on {from_on}.",
        )


class CutsInto(Refused):
    """It would end inside the time of another one that is in force, and leave days for which nobody decided."""

    def __init__(self, from_on: date, until_on: date | None, other_from: date, other_until: date | None) -> None:
        times = _time(from_on, until_on), _time(other_from, other_until)
        super().__init__(
            "新的一项（{}）止于已生效的一项（{}）期间之内。请先批准接续其后的一项，或把新项的终止日延到不早于它的终止日。".format(
                *(zh for zh, _ in times)
            ),
            "The new one ({}) would end inside one in force ({}): approve first what follows, "
            "or let the new one last at least as long.".format(*(en for _, en in times)),
        )


class FasterElsewhere(Refused):
    """Somebody approved another one for the same days in this moment."""

    def __init__(self) -> None:
        super().__init__(
            "同一区划、同一事项刚刚批准了另一项，两项日期重叠；请刷新后再看。",
            "Another one for the same place and days was approved just now: look again.",
        )


class ProposedAlready(Refused):
    """The same thing waits for approval from the same day."""

    def __init__(self) -> None:
        super().__init__(
            "同一区划、同一事项、同日起已有一项待批准；请先批准或退回它。",
            "One for the same place, thing and day already waits: approve or refuse that first.",
        )


class GateStays(Refused):
    """A rule that keeps unequal lines from being paid would be switched off."""

    def __init__(self, rule_id: str) -> None:
        super().__init__(
            f"{rule_id}核对的是名册、审批、拨款是否完全一致，属发放前必过关口，不能停用或降级。",
            f"{rule_id} holds lines equal everywhere before they are paid: it is never switched off or demoted.",
        )


class NoReason(Refused):
    """Nothing says why."""

    def __init__(self) -> None:
        super().__init__("须写明理由。", "Say why.")


class BadPackFile(Refused):
    """A file of values cannot be taken in."""


def _time(from_on: date, until_on: date | None) -> tuple[str, str]:
    return (
        f"{from_on}起" + (f"至{until_on}前" if until_on else "长期"),
        f"from {from_on} " + (f"until {until_on}" if until_on else "on"),
    )
