"""Why a replay cannot be made or committed."""

from mingbai.offices.refused import Refused


class NothingReads(Refused):
    """No rule that is tried on sealed months reads the parameter, or none has this number."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"封存的月份上没有规则用到“{what}”，无从重放；只凭业务系统记录的规则和发放后的规则不能重放。",
            f"No rule that is tried on sealed months uses “{what}”: rules on the desk's own records, and those after "
            "payment, cannot be replayed.",
        )


class NoMonths(Refused):
    """None of the months asked for was checked, or none is kept any more."""

    def __init__(self) -> None:
        super().__init__(
            "所选月份都没有核对过，或封存的数据已按期限删除：请换一段月份。",
            "None of these months was checked, or their sealed data is no longer kept: choose others.",
        )


class TooMany(Refused):
    """So many months are tried at once."""

    def __init__(self, most: int) -> None:
        super().__init__(f"一次最多重放{most}个月。", f"At most {most} months are replayed at once.")


class NotADraft(Refused):
    """It was committed or dropped before, or tries no value that could be proposed."""

    def __init__(self) -> None:
        super().__init__(
            "只有改了参数的试算可以提交，且只能提交一次。",
            "Only a draft that changes a parameter is committed, and only once.",
        )


class NotThere(Refused):
    """There is no such replay."""

    def __init__(self, number: int) -> None:
        super().__init__(f"没有第{number}号重放。", f"There is no replay {number}.")
