"""Roles: what a post is for, in which organisations it exists, what it may read, and the three administrators."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.offices.kinds import Kind


class Role(StrEnum):
    """What the holder of a post does."""

    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"
    LEADER = "leader"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    RELEASER = "releaser"
    TELLER = "teller"
    INSPECTOR = "inspector"
    ASSISTANT = "assistant"
    DISPLAY = "display"


# A screen on a wall is signed in as nobody who works: it is shown the sums and nothing else.
WORKING = frozenset(Role) - {Role.DISPLAY}

# 三员分立: who sets accounts up, who grants rights and who reads the logs are three people, and none of them handles
# cases or money. The database holds them apart (`models.Post`).
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})

ACCOUNTS = frozenset({"treasury", "rosters", "payments", "receipts"})  # one ledger, read where it is
CASES = frozenset({"people", "sources", "intake", "awards", "standards"})
OVERSIGHT = frozenset({"evidence", "alerts", "inspections", "complaints", "performance", "cockpit"})


@dataclass(frozen=True)
class About:
    """What a role is called, where it exists, and the stages whose records it may read."""

    title: str
    title_en: str
    kinds: frozenset[Kind]
    reads: frozenset[str]


GOVERNMENT = frozenset({Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.TOWNSHIP})
CIVIL_AFFAIRS = frozenset({Kind.CIVIL_AFFAIRS})
OVERSEERS = frozenset({Kind.AUDIT, Kind.DISCIPLINE, Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.THIRD_PARTY})
NOTHING: frozenset[str] = frozenset()

ROLES = {
    Role.SYSTEM_ADMINISTRATOR: About("系统管理员", "system administrator", CIVIL_AFFAIRS, NOTHING),
    Role.SECURITY_ADMINISTRATOR: About("安全保密管理员", "security administrator", CIVIL_AFFAIRS, NOTHING),
    Role.AUDIT_ADMINISTRATOR: About("安全审计员", "audit administrator", CIVIL_AFFAIRS, frozenset({"evidence"})),
    Role.LEADER: About("分管负责人", "leader in charge", GOVERNMENT, ACCOUNTS | CASES | OVERSIGHT),
    Role.HANDLER: About("经办人", "handler", GOVERNMENT | {Kind.VILLAGE}, ACCOUNTS | CASES),
    Role.REVIEWER: About("复核人", "reviewer", GOVERNMENT, ACCOUNTS | CASES | {"cockpit"}),
    Role.RELEASER: About("放行人", "releaser", GOVERNMENT, ACCOUNTS),
    Role.TELLER: About("代发经办人", "bank teller", frozenset({Kind.BANK}), frozenset({"payments", "receipts"})),
    Role.INSPECTOR: About("监督检查人员", "inspector", OVERSEERS, ACCOUNTS | CASES | OVERSIGHT),
    Role.DISPLAY: About("大屏展示", "display", CIVIL_AFFAIRS, frozenset({"cockpit"})),
    Role.ASSISTANT: About("协理员", "assistant", frozenset({Kind.VILLAGE, Kind.CARE_HOME}), frozenset({"intake"})),
}
