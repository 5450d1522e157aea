"""The tables whose rows may be followed: whose they are to read, what vouches for a row, what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.rights import (
    ALERTS,
    CHECKED,
    CLUES,
    KEYS,
    PAYERS,
    PEOPLE,
    PUT_RIGHT,
    RECEIPTS,
    REGISTER,
    ROSTERS,
    SIGNED_IN,
    WITNESSES,
    AnyOf,
    Opens,
)

Way = tuple[str, str]  # a table, and how a row leads to its key
AWARDS, PAID = Opens("awards", kinds=REGISTER), Opens("payments", kinds=PAYERS)
BOOKS, STANDARDS = Opens("treasury", kinds=PAYERS), Opens("standards", kinds=REGISTER)
SOURCES = Opens("sources", kinds=REGISTER)
DOSSIER, SHEET, OUTCOME = "awards.dossier", "rosters.sheet", "prechecks.outcome"
OF_PERSON, OF_AWARD = (("people.person", "person_id"),), (("awards.award", "award_id"),)
OF_TASK, OF_PROBLEM = (("alerts.task", "task_id"),), (("inspections.problem", "problem_id"),)


@dataclass(frozen=True)
class Table:
    """A table: what its rows are called, who reads them, where they lead."""

    zh: str
    en: str
    readers: Opens | AnyOf
    vouched: tuple[Way, ...] = ()  # records in the log whose digest covers a row that has no leaf, or none alone
    made_from: tuple[Way, ...] = ()  # the rows it came from
    page: Way = ("", "pk")  # the address that shows it, and how it leads to that address's number
    place: str = ""  # the way to its division, where the database does not guard it by one

    @property
    def title(self) -> str:
        """Return what its rows are called."""
        return self.zh

    @property
    def title_en(self) -> str:
        """Return the same in English."""
        return self.en


TABLES: Mapping[str, Table] = {
    "people.person": Table(
        "人员", "person", PEOPLE, made_from=(("people.import", "brought_by_id"),), page=("people.person", "pk")
    ),
    "people.household": Table(
        "家庭",
        "household",
        PEOPLE,
        made_from=(("people.person", "membership__person_id"),),
        page=("people.household", "pk"),
    ),
    "people.account": Table(
        *("收款账户", "account", PEOPLE), made_from=(("people.person", "person_id"), ("people.import", "brought_by_id"))
    ),
    "people.import": Table("台账导入", "lists imported", PEOPLE),
    "people.relative": Table("近亲属备案", "kin filed", PEOPLE, made_from=OF_PERSON),
    "people.cardkeeping": Table("代管卡备案", "kept card filed", PEOPLE, made_from=OF_PERSON),
    "people.proxy": Table("代取备案", "proxy filed", PEOPLE, made_from=OF_PERSON),
    "people.authorisation": Table("核对授权", "look-ups authorised", PEOPLE, made_from=OF_PERSON),
    "people.cardissue": Table("发卡登记", "card issued", PEOPLE, made_from=OF_PERSON),
    "people.staff": Table("工作人员登记", "staff member", PEOPLE, made_from=OF_PERSON),
    "people.keepingreview": Table(
        "代管卡核查", "check of a kept card", PEOPLE, made_from=(("people.cardkeeping", "keeping_id"),)
    ),
    "people.goodshandout": Table("实物发放", "goods handed out", PEOPLE, made_from=OF_PERSON),
    "awards.award": Table(
        *("救助待遇", "award", AWARDS),
        vouched=((DOSSIER, "decisions__batch_id"),),
        made_from=(("awards.decision", "decisions__pk"),),
        page=("people.household", "household_id"),
    ),
    "awards.decision": Table(
        *("审批决定", "decision", AWARDS),
        vouched=((DOSSIER, "batch_id"),),
        made_from=(("awards.award", "award_id"), (DOSSIER, "batch_id")),
        page=("people.household", "award__household_id"),
    ),
    DOSSIER: Table("审批批次", "batch of decisions", AWARDS),
    "awards.hearing": Table("听取意见", "hearing", AWARDS, made_from=OF_AWARD),
    "awards.notice": Table("告知书", "notice", AWARDS, made_from=(("awards.decision", "decision_id"),)),
    "awards.review": Table("定期复核", "review", AWARDS, made_from=OF_AWARD),
    "rosters.roster": Table("名册", "roster", ROSTERS, vouched=((SHEET, "pk"),), page=("month.roster", "pk")),
    SHEET: Table("名册", "roster", ROSTERS, page=("month.roster", "pk")),
    "rosters.rosterline": Table(
        *("名册行", "line of a roster", ROSTERS),
        vouched=((SHEET, "roster_id"),),
        made_from=(("awards.decision", "decision_id"), ("people.account", "account_id")),
        page=("month.roster", "roster_id"),
    ),
    "rosters.leaver": Table(
        *("停发行", "line that stopped", ROSTERS),
        vouched=((SHEET, "roster_id"),),
        made_from=(("awards.decision", "decision_id"),),
        page=("month.roster", "roster_id"),
    ),
    "rosters.departure": Table(
        "名册行调出", "line moved off a roster", ROSTERS, made_from=(("rosters.rosterline", "line_id"),)
    ),
    "rosters.villagesignature": Table(
        "村（居）签字", "village's signature", ROSTERS, made_from=((SHEET, "roster_id"),)
    ),
    "rosters.latesubmission": Table("逾期提报", "late submission", ROSTERS, made_from=((SHEET, "roster_id"),)),
    "rosters.minutes": Table("局务会议意见", "minutes of the bureau", ROSTERS),
    "prechecks.check": Table("发放前核对", "pre-payment check", CHECKED, vouched=((OUTCOME, "pk"),)),
    OUTCOME: Table("发放前核对", "pre-payment check", CHECKED),
    "prechecks.finding": Table(
        *("核对发现", "finding of a check", CHECKED),
        vouched=((OUTCOME, "check_made_id"),),
        made_from=((OUTCOME, "check_made_id"),),
    ),
    "prechecks.hold": Table(
        *("暂缓", "hold", CHECKED),
        made_from=(("prechecks.finding", "finding_id"), ("rosters.rosterline", "line_id")),
    ),
    "prechecks.release": Table(
        *("放行", "release", CHECKED), made_from=((SHEET, "roster_id"), (OUTCOME, "check_made_id"))
    ),
    "payments.fundrequest": Table("用款计划", "plan of use", PAID, made_from=(("treasury.fund", "fund_id"),)),
    "payments.bankfile": Table(
        *("代发文件", "bank file", PAID),
        made_from=((SHEET, "roster_id"), ("payments.fundrequest", "request_id")),
        page=("payments.file", "pk"),
    ),
    "payments.payment": Table(
        *("付款", "payment", PAID),
        vouched=(("payments.step", "changes__step_id"), ("payments.bankfile", "file_id")),
        made_from=(
            ("rosters.rosterline", "line_id"),
            ("payments.bankfile", "file_id"),
            ("payments.urgentrelief", "urgent_id"),
        ),
        page=("payments.file", "file_id"),
    ),
    "payments.step": Table("付款进度", "step of payments", PAID),
    "payments.urgentrelief": Table(
        "先行救助", "urgent relief", PAID, made_from=(("people.household", "household_id"),)
    ),
    "payments.accountchange": Table(
        "变更账户", "changed account", PAID, made_from=(("payments.payment", "payment_id"),)
    ),
    "payments.sendorder": Table("发送指令", "order to send", PAID, made_from=(("payments.bankfile", "file_id"),)),
    "payments.handover": Table("文件交付", "file handed over", PAID, made_from=(("payments.bankfile", "file_id"),)),
    "payments.accountpair": Table(
        "收付关系", "pair of accounts", PAID, made_from=(("payments.specialaccount", "payer_id"),)
    ),
    "payments.specialaccount": Table("付款专户", "paying account", PAID),
    "receipts.statement": Table("银行回单文件", "bank's statement", RECEIPTS, vouched=(("receipts.delivery", "pk"),)),
    "receipts.delivery": Table("银行回单文件", "bank's statement", RECEIPTS),
    "receipts.entry": Table(
        *("银行回单", "bank receipt", RECEIPTS),
        vouched=(("receipts.delivery", "statement_id"),),
        made_from=(("receipts.delivery", "statement_id"),),
    ),
    "receipts.openitem": Table("三方差异", "difference", RECEIPTS, page=("receipts.item", "pk")),
    "receipts.closing": Table("月度核对结果", "month's result", RECEIPTS),
    "receipts.signedmonth": Table(
        "结账签字", "signature on a month", RECEIPTS, made_from=(("receipts.closing", "closing_id"),)
    ),
    "receipts.balanceconfirmation": Table("余额对账", "balance confirmed", RECEIPTS),
    "receipts.reportedfigure": Table("上报数字", "figure reported", RECEIPTS),
    "alerts.task": Table("预警", "alert", ALERTS, page=("alerts.task", "pk")),
    "alerts.verification": Table("核实材料", "verification", ALERTS, made_from=OF_TASK),
    "alerts.outcome": Table("预警认定", "outcome of an alert", ALERTS, made_from=OF_TASK),
    "alerts.hearing": Table("预警听取意见", "hearing on an alert", ALERTS, made_from=OF_TASK),
    "alerts.notice": Table("预警告知", "notice of an alert", ALERTS, made_from=OF_TASK),
    "alerts.recovery": Table("追缴", "money demanded back", ALERTS, made_from=(("alerts.outcome", "outcome_id"),)),
    "alerts.recoveryevent": Table(
        "追缴进展", "step of a recovery", ALERTS, made_from=(("alerts.recovery", "recovery_id"),)
    ),
    "inspections.problem": Table(
        *("整改问题", "problem found", PUT_RIGHT),
        made_from=(("alerts.outcome", "outcome_id"),),
        page=("inspections.problem", "pk"),
    ),
    "inspections.rectification": Table(
        *("整改任务", "rectification", PUT_RIGHT),
        made_from=OF_PROBLEM,
        page=("inspections.problem", "problem_id"),
    ),
    "inspections.lookback": Table(
        "回头看", "follow-up", PUT_RIGHT, made_from=(("inspections.rectification", "item_id"),)
    ),
    "inspections.cluetransfer": Table("线索移交", "clue handed over", CLUES, made_from=OF_PROBLEM),
    "inspections.clueproposal": Table("移交提议", "proposal to hand a clue over", CLUES, made_from=OF_PROBLEM),
    "inspections.policyproposal": Table("见证规则提议", "policy proposed", WITNESSES),
    "inspections.logreview": Table("操作日志核查", "review of the log", PUT_RIGHT),
    "sources.delivery": Table("部门名单", "department's list", SOURCES),
    "sources.comparison": Table("部门比对", "comparison with a list", SOURCES),
    "sources.query": Table("部门数据查询", "query to a department", SOURCES),
    "sources.disposal": Table("命中处理", "hit dealt with", SOURCES),
    "standards.entry": Table("政策标准", "standard", STANDARDS, place="region"),
    "standards.ruleswitch": Table("规则开关", "switch of a rule", STANDARDS, place="region"),
    "treasury.fund": Table("资金", "fund", BOOKS, place="region"),
    "treasury.voucher": Table("记账凭证", "voucher", BOOKS, place="transfer__fund__region"),
    "treasury.transfer": Table(
        *("分录", "entry", BOOKS),
        vouched=(("treasury.voucher", "voucher_id"),),
        made_from=(("treasury.fund", "fund_id"),),
        place="fund__region",
    ),
    "treasury.proposal": Table("资金变动申请", "move of money asked for", BOOKS),
    "offices.organisation": Table("机构", "organisation", SIGNED_IN, place="region"),
    "offices.officer": Table("人员账号", "officer", SIGNED_IN),
    "offices.post": Table(
        "岗位", "post", SIGNED_IN, made_from=(("offices.organisation", "organisation_id"),), place="region"
    ),
    "offices.responsibility": Table(
        "责任分工", "assignment", SIGNED_IN, made_from=(("offices.post", "post_id"),), place="region"
    ),
    "access.apikey": Table("接口密钥", "API key", KEYS),
    "access.key": Table("登录账号", "user account", KEYS),
    "replays.replay": Table(
        *("规则重放", "replay of a change", STANDARDS), page=("rules.replayed", "pk"), place="region"
    ),
    "webhooks.endpoint": Table("推送地址", "webhook", KEYS, place="region"),
    "backups.backup": Table("备份", "backup", KEYS),
    "backups.trial": Table("备份核验", "trial of a backup", KEYS, made_from=(("backups.backup", "backup_id"),)),
    "backups.keptkeys": Table("密钥另存", "keys kept apart", KEYS),
}
