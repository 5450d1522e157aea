"""The steps of the work somebody must answer for, in the four areas the list of responsibilities names (R-002)."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.law import cite
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role


class Area(StrEnum):
    """The four areas of GEN#3.1."""

    REVIEW = "review"
    PAYMENT = "payment"
    INFORMATION = "information"
    COMPLAINTS = "complaints"


AREAS = {  # Chinese, English
    Area.REVIEW: ("对象审核", "review of recipients"),
    Area.PAYMENT: ("资金发放", "payment"),
    Area.INFORMATION: ("信息管理", "information"),
    Area.COMPLAINTS: ("投诉处理", "complaints"),
}


@dataclass(frozen=True)
class Step:
    """One step: who may be listed for it, and whether each township must have somebody listed (R-003)."""

    id: str
    area: Area
    title: str
    title_en: str
    roles: frozenset[Role]
    kinds: frozenset[Kind]
    article: str
    is_everywhere: bool = False

    def __post_init__(self) -> None:
        cite(self.article)


HANDLER, REVIEWER, RELEASER, LEADER = (
    frozenset({role}) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER, Role.LEADER)
)
TOWNSHIP, CIVIL_AFFAIRS, FINANCE, BANK = (
    frozenset({kind}) for kind in (Kind.TOWNSHIP, Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK)
)
OFFICES = TOWNSHIP | CIVIL_AFFAIRS
EVERY_STEP, SUPERVISION, ONE_STANDARD = "YC-2022-2#4.2", "GEN#3.1", "GEN#1.p2"
MATCHING, SAFETY, TREASURY = "YC-2022-2#2.4.2", "YC-2022-2#2.4.3", "YC-2022-2#2.4.6"
TELLER = frozenset({Role.TELLER})
LOG_READERS = frozenset({Role.INSPECTOR, Role.AUDIT_ADMINISTRATOR})

ALL = (
    Step("accept", Area.REVIEW, "受理", "accept an application", HANDLER, TOWNSHIP, EVERY_STEP, True),
    Step("investigate", Area.REVIEW, "调查", "investigate a family", HANDLER, TOWNSHIP, EVERY_STEP, True),
    Step("review", Area.REVIEW, "审核", "review a case", REVIEWER, TOWNSHIP, EVERY_STEP, True),
    Step("confirm", Area.REVIEW, "确认", "confirm an award", LEADER, OFFICES, EVERY_STEP, True),
    Step("change", Area.REVIEW, "动态管理", "raise, lower, stop", HANDLER | REVIEWER, OFFICES, EVERY_STEP, True),
    Step("make_roster", Area.PAYMENT, "编制名册", "make the roster", HANDLER, OFFICES, MATCHING, True),
    Step("check_roster", Area.PAYMENT, "复核名册", "check the roster", REVIEWER, CIVIL_AFFAIRS, MATCHING, True),
    Step("release_payment", Area.PAYMENT, "发放", "release a payment", RELEASER, CIVIL_AFFAIRS, EVERY_STEP, True),
    Step("plan_funds", Area.PAYMENT, "申报用款计划", "ask for the funds", HANDLER, CIVIL_AFFAIRS, TREASURY),
    Step("appropriate", Area.PAYMENT, "拨付资金", "appropriate", HANDLER | RELEASER, FINANCE, TREASURY),
    Step("pay_out", Area.PAYMENT, "银行代发", "pay out", TELLER, BANK, TREASURY),
    Step("close_month", Area.PAYMENT, "月度核对结账", "close the month", REVIEWER, CIVIL_AFFAIRS, MATCHING),
    Step("keep_data", Area.INFORMATION, "数据维护", "keep the data", HANDLER, OFFICES, SAFETY),
    Step("enter_standard", Area.INFORMATION, "录入标准", "enter a standard", HANDLER, CIVIL_AFFAIRS, ONE_STANDARD),
    Step("approve_standard", Area.INFORMATION, "审批标准", "approve one", LEADER, CIVIL_AFFAIRS, ONE_STANDARD),
    Step("review_log", Area.INFORMATION, "核查操作日志", "review the log", LOG_READERS, CIVIL_AFFAIRS, SAFETY),
    Step("verify_alert", Area.INFORMATION, "核查预警", "verify an alert", HANDLER | REVIEWER, OFFICES, SUPERVISION),
    Step("take_complaint", Area.COMPLAINTS, "接收投诉举报", "take a complaint", HANDLER, OFFICES, SUPERVISION),
    Step("answer_complaint", Area.COMPLAINTS, "办理投诉举报", "answer it", REVIEWER | LEADER, OFFICES, SUPERVISION),
)
STEPS = {step.id: step for step in ALL}
