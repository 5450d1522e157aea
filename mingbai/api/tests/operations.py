"""Every operation with an example of its address, what is sent, and what an answer to who may do it can be."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.api.urls import api

OK, UNSEEN = frozenset({200}), frozenset({200, 404})  # a bank sees what left for it, a unit what is its own
ACTED = frozenset({200, 201, 202, 403, 404, 409, 412, 428})
MONTH = "month=2026-11"


@dataclass(frozen=True)
class Operation:
    """One operation as tests call it."""

    name: str
    method: str
    address: str
    body: object = None
    statuses: frozenset[int] = OK

    @property
    def is_of_a_record(self) -> bool:
        """Return whether its address names a record of a division."""
        return self.name in OF_A_RECORD


ALL: Mapping[str, tuple[str, frozenset[int]]] = {  # name → address, what it answers to who may
    "me": ("/me", OK),
    "rosters": (f"/rosters?{MONTH}", OK),
    "rosters.roster": ("/rosters/1", OK),
    "rosters.lines": ("/rosters/1/lines", OK),
    "rosters.difference": ("/rosters/1/difference", OK),
    "rosters.leavers": ("/rosters/1/leavers", OK),
    "rosters.derive": ("/rosters", ACTED),
    "rosters.sign": ("/rosters/2/signature", ACTED),
    "rosters.submit": ("/rosters/2/ledger", ACTED),
    "rosters.review": ("/rosters/1/review", ACTED),
    "rosters.freeze": ("/rosters/1/freezing", ACTED),
    "rosters.set_aside": ("/rosters/1/setting-aside", ACTED),
    "rosters.agree": ("/minutes", ACTED),
    "rosters.minutes": ("/minutes?since=2026-01-01", OK),
    "rosters.departures": ("/departures", OK),
    "rosters.departure": ("/departures/1", UNSEEN),
    "rosters.ask_departure": ("/lines/1/departure", ACTED),
    "rosters.agree_departure": ("/departures/1/agreement", ACTED),
    "rosters.refuse_departure": ("/departures/1/refusal", ACTED),
    "checks": (f"/checks?{MONTH}", OK),
    "checks.findings": ("/checks/1/findings", OK),
    "checks.releases": ("/rosters/1/release", UNSEEN),
    "checks.released": (f"/releases?{MONTH}", OK),
    "checks.holds": (f"/holds?{MONTH}", OK),
    "checks.hold": ("/holds/1", UNSEEN),
    "checks.owed": ("/owed-back", OK),
    "checks.pay_back": ("/owed-back", ACTED),
    "rosters.supplement": ("/supplements", ACTED),
    "checks.run": ("/checks", ACTED),
    "checks.ask": ("/rosters/1/release/request", ACTED),
    "checks.release": ("/rosters/1/release/approval", ACTED),
    "checks.withdraw": ("/rosters/1/release/withdrawal", ACTED),
    "checks.keep_back": ("/holds/1/holding", ACTED),
    "checks.decline": ("/holds/1/declining", ACTED),
    "checks.lift": ("/holds/1/lifting", ACTED),
    "payments.plans": (f"/plans?{MONTH}", OK),
    "payments.plan": ("/plans/1", UNSEEN),
    "payments.ask_plan": ("/plans", ACTED),
    "payments.approve_plan": ("/plans/1/approval", ACTED),
    "payments.refuse_plan": ("/plans/1/refusal", ACTED),
    "payments.note_arrival": ("/plans/1/arrival", ACTED),
    "payments.draft": ("/rosters/1/files", ACTED),
    "payments.reserve": ("/payments/files/1/reservation", ACTED),
    "payments.seal": ("/payments/files/1/sealing", ACTED),
    "payments.order": ("/payments/files/1/sending-order", ACTED),
    "payments.withdraw": ("/payments/files/1/withdrawal", ACTED),
    "payments.files": (f"/payments/files?{MONTH}", OK),
    "payments.file": ("/payments/files/1", UNSEEN),
    "payments.payments": ("/payments/files/1/payments", UNSEEN),
    "payments.content": ("/payments/files/1/content", UNSEEN),
    "payments.returned": (f"/payments/returned?{MONTH}", OK),
    "payments.returned_one": ("/payments/returned/1", UNSEEN),
    "payments.ask_account": ("/payments/returned/1/account", ACTED),
    "payments.agree_account": ("/payments/returned/1/account/agreement", ACTED),
    "payments.refuse_account": ("/payments/returned/1/account/refusal", ACTED),
    "payments.reissue": ("/payments/attempts", ACTED),
    "payments.give_up": ("/payments/giving-up", ACTED),
    "payments.remit": ("/payments/remittance", ACTED),
    "receipts.entries": (f"/receipts/entries?{MONTH}", OK),
    "receipts.allot": ("/receipts/appropriations", ACTED),
    "receipts.list_appropriations": (f"/receipts/appropriations/list?{MONTH}&name=a.csv", frozenset({422})),
    "receipts.match": ("/receipts/comparisons", ACTED),
    "receipts.take_back": ("/receipts/taking-back", ACTED),
    "receipts.answer": ("/receipts/items/1/answer", ACTED),
    "receipts.agree": ("/receipts/items/1/agreement", ACTED),
    "receipts.send_back": ("/receipts/items/1/sending-back", ACTED),
    "receipts.closing": ("/receipts/months/2026-11/closing", UNSEEN),
    "receipts.prepare": ("/receipts/months/2026-11/closing", ACTED),
    "receipts.sign": ("/receipts/months/2026-11/closing/signature", ACTED),
    "receipts.month": (f"/receipts/month?{MONTH}", frozenset({200, 403})),
    "receipts.items": (f"/receipts/items?{MONTH}", OK),
    "receipts.item": ("/receipts/items/1", UNSEEN),
    "receipts.statements": ("/receipts/statements", OK),
    "receipts.deliver": ("/receipts/statements?name=a.csv", frozenset({422})),
    "alerts": ("/alerts", OK),
    "alerts.alert": ("/alerts/1", OK),
    "alerts.take": ("/alerts/1/taking", ACTED),
    "alerts.verify": ("/alerts/1/verifications", ACTED),
    "alerts.decide": ("/alerts/1/decision", ACTED),
    "alerts.close": ("/alerts/1/closing", ACTED),
    "alerts.assign": ("/assignments", ACTED),
    "alerts.give_back": ("/alerts/1/giving-back", ACTED),
    "alerts.snooze": ("/alerts/1/delay", ACTED),
    "alerts.notify": ("/alerts/1/notices", ACTED),
    "alerts.hear": ("/alerts/1/hearings", ACTED),
    "alerts.overturn": ("/alerts/1/overturning", ACTED),
    "awards.award": ("/awards/1", OK),
    "awards.changes": ("/changes", OK),
    "awards.change": ("/changes/1", OK),
    "awards.reckon": ("/awards/1/reckoning", OK),
    "awards.hear": ("/awards/1/hearings", ACTED),
    "awards.raise": ("/awards/1/raise", ACTED),
    "awards.lower": ("/awards/1/lowering", ACTED),
    "awards.stop": ("/awards/1/stopping", ACTED),
    "awards.look_again": ("/awards/1/reviews", ACTED),
    "awards.review": ("/changes/1/review", ACTED),
    "awards.confirm": ("/changes/1/confirmation", ACTED),
    "awards.refuse": ("/changes/1/refusal", ACTED),
    "awards.deliver": ("/changes/1/delivery", ACTED),
    "inspections": ("/inspections", OK),
    "inspections.problem": ("/inspections/1", UNSEEN),
    "people": ("/people?q=张&purpose=核对", OK),
    "people.person": ("/people/1?purpose=核对", OK),
    "people.household": ("/households/1?purpose=核对", OK),
    "treasury.funds": ("/funds", OK),
    "treasury.fund": ("/funds/1", OK),
    "treasury.proposals": ("/proposals", OK),
    "treasury.proposal": ("/proposals/1", UNSEEN),
    "treasury.propose_move": ("/proposals/moves", ACTED | {422}),
    "treasury.propose_fund": ("/proposals/openings", ACTED),
    "treasury.propose_township": ("/proposals/reserves", ACTED),
    "treasury.propose_between": ("/proposals/adjustments", ACTED),
    "treasury.propose_closing": ("/proposals/closings", ACTED),
    "treasury.propose_correction": ("/proposals/corrections", ACTED),
    "treasury.approve": ("/proposals/1/approval", ACTED),
    "treasury.refuse": ("/proposals/1/refusal", ACTED),
    "standards": ("/standards", OK),
    "standards.history": ("/standards/values/dibao_rural_standard_fen", OK),
    "standards.entries": ("/standards/entries", OK),
    "standards.entry": ("/standards/entries/1", OK),
    "standards.propose": ("/standards/entries", ACTED),
    "standards.approve": ("/standards/entries/1/approval", ACTED),
    "standards.refuse": ("/standards/entries/1/refusal", ACTED),
    "rules": ("/rules", OK),
    "law.article": ("/law/YC-2022-2/2.3.3", OK),
    "evidence": ("/evidence", OK),
    "evidence.acts": ("/evidence/acts?subject=rosters.sheet/1", OK),
    "evidence.proof": ("/evidence/proof?subject=rosters.sheet/1", frozenset({200, 404, 409})),
    "sources": (f"/lists?{MONTH}", OK),
    "sources.deliver": (f"/lists?{MONTH}&kind=deaths&department=公安局&name=a.csv", frozenset({403, 409})),
    "jobs.job": ("/jobs/1", UNSEEN),
    "jobs.cancel": ("/jobs/1/cancelling", UNSEEN),
}
WHY, PAPER = {"reason": "核对后办理"}, "财社〔2026〕12号"
NOVEMBER, ENDED = {"month": "2026-11"}, {"payments": [1], "document": PAPER}
OF_TOWN = {**NOVEMBER, "township": "999901101"}
BODIES: Mapping[str, object] = {
    "rosters.derive": {"month": "2026-11"},
    **dict.fromkeys(("rosters.submit", "rosters.freeze", "rosters.set_aside", "rosters.refuse_departure"), WHY),
    "rosters.agree": {
        "number": "纪要1",
        "held_on": "2026-11-20",
        "present": ["某甲"],
        "decision": "同意发放",
        "document_sha256": "0" * 64,
        "rosters": [{"id": 1, "digest": "0" * 64}],
    },
    "rosters.ask_departure": {"why": "moved", "reason": "户口已迁出"},
    "checks.run": {"month": "2026-11"},
    **dict.fromkeys(("checks.withdraw", "checks.keep_back", "checks.decline", "checks.lift"), WHY),
    "payments.ask_plan": {"month": "2026-11", "fund_id": 1, "document": "明民用款〔2026〕12号"},
    **dict.fromkeys(("payments.refuse_plan", "payments.withdraw", "treasury.refuse", "standards.refuse"), WHY),
    **dict.fromkeys(("checks.pay_back", "rosters.supplement"), OF_TOWN),
    "payments.ask_account": {"new": {"bank": "农商行", "number": "6217", "holder_name": "某甲"}, "why": "卡已换"},
    "payments.refuse_account": WHY,
    "payments.reissue": {"payments": [1]},
    **dict.fromkeys(("payments.give_up", "payments.remit"), ENDED),
    **dict.fromkeys(("receipts.allot", "receipts.match", "receipts.take_back"), NOVEMBER),
    "receipts.answer": {"answer": "错入本批，已更正"},
    "payments.note_arrival": {"document": "明财拨〔2026〕12号"},
    "payments.draft": {"execute_on": "2026-11-25"},
    "awards.hear": {
        "held_on": "2026-11-20",
        "way": "visit",
        "told": "核对显示收入增加",
        "answer": "silent",
        "heard_by": "两名工作人员",
        "document": "0" * 64,
    },
    "awards.raise": {"cause": "income_down", "evidence": "失业", "amount_fen": 90_000, "annual_income_fen": 0},
    "awards.lower": {"cause": "income_up", "evidence": "就业", "amount_fen": 100, "hearing_id": 1},
    "awards.stop": {"cause": "withdrew", "evidence": "自愿退出", "hearing_id": 1},
    "awards.look_again": {
        "done_on": "2026-11-20",
        "methods": ["visited"],
        "economy_as_before": True,
        "members_as_before": True,
        "health_as_before": True,
        "outcome": "keep",
        "finding": "没有变化",
        "document": "0" * 64,
    },
    "awards.confirm": {},
    "awards.refuse": WHY,
    "awards.deliver": {"delivered_on": "2026-11-21", "how": "in_person", "receipt": "0" * 64},
    "alerts.assign": {"alerts": [2]},
    "alerts.snooze": {"until_on": "2026-11-25", "reason": "等待部门回函"},
    "alerts.notify": {"delivered_on": "2026-11-20", "how": "当面", "text": "查到的事实和答复办法"},
    "alerts.hear": {
        "held_on": "2026-11-21",
        "place": "村委会",
        "facts": "同名",
        "reply": "不是我",
        "accepted": "采纳",
        "with_officer": 1,
    },
    "alerts.overturn": {"result": "false_alarm", "reason": "重名"},
    "treasury.propose_move": {"fund_id": 1, "code": "quota", "fen": 100, "name": "第九批", "document": PAPER},
    "treasury.propose_fund": {"programme": "linshi", "year": 2026, "source": "central", "document": PAPER},
    "treasury.propose_township": {"fund_id": 1, "township": "999901101", "document": PAPER},
    "treasury.propose_between": {
        "sort": "lend",
        "from_fund": 2,
        "to_fund": 1,
        "fen": 5,
        "name": "a",
        "document": PAPER,
    },
    "treasury.propose_closing": {"fund_id": 2, "document": PAPER},
    "treasury.propose_correction": {"wrong_id": "00000000-0000-4000-8000-000000000000", "document": PAPER},
    "standards.propose": {
        "key": "dibao_rural_standard_fen",
        "value": 70_000,
        "from_on": "2027-01-01",
        "article": "LAW-2026#18",
        "document": "明政发〔2026〕9号",
    },
    "alerts.verify": {"source": "visit", "source_name": "入户", "found": "属实", "supports": True},
    "alerts.decide": {"result": "false_alarm", "reason": "重名"},
    "sources.deliver": b"nothing a department would send",
    "receipts.deliver": b"nothing a bank would send",
    "receipts.list_appropriations": b"nothing finance would send",
}
OF_A_RECORD = frozenset(
    {"rosters.roster", "rosters.lines", "checks.releases", "payments.file", "alerts.alert", "people.person"}
    | {"people.household", "inspections.problem", "alerts.take", "alerts.verify", "rosters.difference"}
    | {"rosters.leavers", "rosters.set_aside", "rosters.ask_departure", "rosters.departure", "checks.hold"}
    | {"payments.plan", "treasury.proposal", "alerts.give_back", "alerts.snooze", "alerts.notify", "alerts.hear"}
)


def operations() -> list[Operation]:
    """Return every operation there is, as the description of the API lists them."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    found = {one["operationId"]: method for methods in paths.values() for method, one in methods.items()}
    return [Operation(name, method, ALL[name][0], BODIES.get(name), ALL[name][1]) for name, method in found.items()]
