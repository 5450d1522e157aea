"""生活自理能力: from six indicators to a level of care (MF-2021-43#21, MF-2021-43#22)."""

from enum import StrEnum

from mingbai.policy.refused import Refused

INDICATORS = ("自主吃饭", "自主穿衣", "自主上下床", "自主如厕", "室内自主行走", "自主洗澡")


class CareLevel(StrEnum):
    """The three levels, by the codes that the tables use."""

    ABLE = "able"
    PARTIAL = "partial"
    TOTAL = "total"


def care_level(failed: int, *, partial_from: int = 1, total_from: int = 4) -> CareLevel:
    """
    Return the level of care for a number of indicators not met; one to three is partial, four and more total.

    Raises Refused unless the number lies between none and all six.
    """
    if not 0 <= failed <= len(INDICATORS):
        raise Refused("未达到的指标应在0至6项之间。", f"Between 0 and 6 indicators can fail, not {failed}.")
    if failed >= total_from:
        return CareLevel.TOTAL
    return CareLevel.PARTIAL if failed >= partial_from else CareLevel.ABLE
