"""What may be told: which acts in the log an event stands for, whose records it is of, and what it then says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.alerts.cases import case
from mingbai.alerts.states import State
from mingbai.prechecks.queries import findings


def _always(_: int) -> bool:
    return True


def _passed(check_id: int) -> bool:
    """Return whether a check found nothing that keeps a roster from being released."""
    return not findings(check_id).filter(gates=True, is_advisory=False).exists()


def _is_closed(alert_id: int) -> bool:
    """Return whether a decision was an alert's end."""
    return bool(case(alert_id).task.state == State.CLOSED)


@dataclass(frozen=True)
class Event:
    """One kind of event: the acts and the row it is of, the stage whose readers may be told, where the row is read."""

    name: str
    title: str
    title_en: str
    stage: str
    acts: frozenset[str]
    row: str  # how subjects of the log begin
    at: str  # the address in the API, {id} of the row
    is_so: Callable[[int], bool] = _always  # asked when it is told, in the act's division

    def data(self, act: Any) -> dict[str, Any]:
        """Return what is said of an act: where to read about it, and nobody's data."""
        said = {"subject": act.subject, "region": act.region, "month": act.month}
        key = key_of(act.subject)
        return said | {"id": key or None, "href": self.at.format(id=key, region=act.region, month=act.month)}


def key_of(subject: str) -> int:
    """Return the number of a row as the log calls it, 0 where it is no row."""
    key = subject.rpartition("/")[2].partition("#")[0]
    return int(key) if key.isascii() and key.isdigit() else 0


ANCHORED = "ledger.anchored"
ALL = (
    Event(
        "roster.submitted", "台账已提报", "a township submitted its roster", "rosters",
        frozenset({"rosters.submitted"}), "rosters.sheet/", "/api/v1/rosters/{id}",
    ),
    Event(
        "precheck.passed", "前置核对通过", "a pre-payment check found nothing that stops the payment", "rosters",
        frozenset({"prechecks.checked"}), "prechecks.outcome/", "/api/v1/checks/{id}/findings", _passed,
    ),
    Event(
        "batch.released", "名册已放行", "a roster was released for payment", "rosters",
        frozenset({"rosters.released"}), "rosters.sheet/", "/api/v1/rosters/{id}/release",
    ),
    Event(
        "receipt.matched", "回单核对一致", "payments agree with the bank's receipts", "receipts",
        frozenset({"receipts.matched"}), "receipts/matched/", "/api/v1/receipts/month?region={region}&month={month}",
    ),
    Event(
        "receipt.mismatched", "出现差异", "the three lists differ on a line", "receipts",
        frozenset({"receipts.opened"}), "receipts.openitem/", "/api/v1/receipts/items/{id}",
    ),
    Event(
        "alert.created", "产生预警", "an alert was opened", "alerts",
        frozenset({"alerts.opened"}), "alerts.task/", "/api/v1/alerts/{id}",
    ),
    Event(
        "alert.closed", "预警办结", "an alert was closed", "alerts",
        frozenset({"alerts.closed", "alerts.decided"}), "alerts.task/", "/api/v1/alerts/{id}", _is_closed,
    ),
    Event(
        ANCHORED, "日志已锚定", "enough witnesses cosigned a checkpoint", "evidence", frozenset(), "",
        "/api/v1/evidence",
    ),
)  # fmt: skip
EVENTS: Mapping[str, Event] = {event.name: event for event in ALL}


def of_act(act: Any) -> Event | None:
    """Return the event an act stands for, None where nobody is told of it."""
    return next((one for one in ALL if act.type in one.acts and act.subject.startswith(one.row)), None)
