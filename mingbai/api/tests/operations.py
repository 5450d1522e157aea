"""Every operation with an example of its address, what is sent, and what an answer to who may do it can be."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.api.urls import api

OK, UNSEEN = frozenset({200}), frozenset({200, 404})  # a bank sees what left for it, a unit what is its own
ACTED = frozenset({200, 201, 403, 404, 409, 412, 428})
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
    "checks": (f"/checks?{MONTH}", OK),
    "checks.findings": ("/checks/1/findings", OK),
    "checks.releases": ("/rosters/1/release", UNSEEN),
    "payments.files": (f"/payments/files?{MONTH}", OK),
    "payments.file": ("/payments/files/1", UNSEEN),
    "payments.payments": ("/payments/files/1/payments", UNSEEN),
    "payments.content": ("/payments/files/1/content", UNSEEN),
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
    "inspections": ("/inspections", OK),
    "inspections.problem": ("/inspections/1", UNSEEN),
    "people": ("/people?q=张&purpose=核对", OK),
    "people.person": ("/people/1?purpose=核对", OK),
    "people.household": ("/households/1?purpose=核对", OK),
    "treasury.funds": ("/funds", OK),
    "treasury.fund": ("/funds/1", OK),
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
BODIES: Mapping[str, object] = {
    "alerts.verify": {"source": "visit", "source_name": "入户", "found": "属实", "supports": True},
    "alerts.decide": {"result": "false_alarm", "reason": "重名"},
    "sources.deliver": b"nothing a department would send",
    "receipts.deliver": b"nothing a bank would send",
}
OF_A_RECORD = frozenset(
    {"rosters.roster", "rosters.lines", "checks.releases", "payments.file", "alerts.alert", "people.person"}
    | {"people.household", "inspections.problem", "alerts.take", "alerts.verify"}
)


def operations() -> list[Operation]:
    """Return every operation there is, as the description of the API lists them."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    found = {one["operationId"]: method for methods in paths.values() for method, one in methods.items()}
    return [Operation(name, method, ALL[name][0], BODIES.get(name), ALL[name][1]) for name, method in found.items()]
