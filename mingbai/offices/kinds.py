"""The kinds of organisation that take part, and in whose name an officer acts."""

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is; finance and civil affairs carry the main responsibility (R-001)."""

    CIVIL_AFFAIRS = "civil_affairs"
    FINANCE = "finance"
    AUDIT = "audit"
    BANK = "bank"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DISCIPLINE = "discipline"
    THIRD_PARTY = "third_party"
    CARE_HOME = "care_home"


TITLES = {  # Chinese, English
    Kind.CIVIL_AFFAIRS: ("民政部门", "civil affairs"),
    Kind.FINANCE: ("财政部门", "finance"),
    Kind.AUDIT: ("审计部门", "audit"),
    Kind.BANK: ("代发银行", "paying bank"),
    Kind.TOWNSHIP: ("乡镇人民政府（街道办事处）", "township"),
    Kind.VILLAGE: ("村（居）民委员会", "village committee"),
    Kind.DISCIPLINE: ("纪检监察机关", "discipline inspection"),
    Kind.THIRD_PARTY: ("第三方机构", "third party"),
    Kind.CARE_HOME: ("供养机构", "care home"),
}
