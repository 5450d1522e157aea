"""Why a family is looked at: the cause that groups findings, and how much proof it takes."""

from enum import StrEnum

from mingbai.rules.rule import Severity


class Cause(StrEnum):
    """What the findings of one task have in common."""

    DEATH = "death"
    STATUS = "status"
    DUPLICATE = "duplicate"
    PAYMENT = "payment"
    PROCEDURE = "procedure"
    INSIDER = "insider"
    PLACE = "place"
    CONDUCT = "conduct"
    RELIEF = "relief"
    OMISSION = "omission"


TITLES = {  # Chinese, English
    Cause.DEATH: ("死亡后享受", "benefit after a death"),
    Cause.STATUS: ("家庭状况变化", "the family's situation"),
    Cause.DUPLICATE: ("重复享受", "the same person twice"),
    Cause.PAYMENT: ("发放差异", "payment"),
    Cause.PROCEDURE: ("程序问题", "procedure"),
    Cause.INSIDER: ("干部及近亲属", "officials and their kin"),
    Cause.PLACE: ("区域异常", "an unusual place"),
    Cause.CONDUCT: ("经办行为", "conduct of officers"),
    Cause.RELIEF: ("临时救助", "temporary relief"),
    Cause.OMISSION: ("漏保少发", "missed or too little"),
}
DEATHS = frozenset({"RK-101", "RK-102"})
BY_HUNDRED = {
    "1": Cause.STATUS,
    "2": Cause.DUPLICATE,
    "3": Cause.PAYMENT,
    "4": Cause.PROCEDURE,
    "5": Cause.INSIDER,
    "6": Cause.PLACE,
    "7": Cause.CONDUCT,
    "8": Cause.RELIEF,
    "9": Cause.OMISSION,
}
RANK = {Severity.RED: 0, Severity.ORANGE: 1, Severity.YELLOW: 2, Severity.BLUE: 3}


def cause_of(rule_id: str) -> Cause:
    """Return the cause a rule's findings belong to."""
    return Cause.DEATH if rule_id in DEATHS else BY_HUNDRED[rule_id.removeprefix("RK-")[0]]


def sources_needed(cause: Cause) -> int:
    """Return by how many independent sources a finding is confirmed: a death by two (D5), all else by one (D4)."""
    return 2 if cause is Cause.DEATH else 1


def worst(severities: "list[Severity]") -> Severity:
    """Return the most urgent of some severities."""
    return min(severities, key=RANK.__getitem__)
