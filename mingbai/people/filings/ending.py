"""How filings end: on a day, with a death, and with them the accounts that only they explained."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.people.models import Account, Authorisation, CardKeeping, Proxy, Relative
from mingbai.people.models.held import CONFIRMED, LIVE, PROPOSED
from mingbai.people.states import State

AnyFiling = Relative | CardKeeping | Proxy | Authorisation
REFUSES = ["state", "reason"]
CLOSES = ["state", "until_on", "reason", "closed_by", "closed_at"]


def closed(filing: AnyFiling, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """End a filing in force; where it was an authorisation to draw, close the accounts it explained."""
    _close(filing, until_on, reason, by, at)
    record(type="people.filing_ended", rows=[filing], by=by, at=at)
    if isinstance(filing, Proxy):
        for account in Account.objects.select_for_update().filter(LIVE, proxy=filing):
            if account.state == PROPOSED:
                account.state, account.reason = State.REFUSED.value, reason
                account.save(update_fields=REFUSES)
            else:
                _close(account, max(until_on, account.from_on), reason, by, at)
            record(type="people.account_closed", rows=[account], by=by, at=at)


def end_with_death(person_id: int, died_on: date, by: Actor, at: datetime) -> None:
    """End what was filed for somebody who died, and what the dead was to do for others."""
    kept = CardKeeping.objects.filter(LIVE, person_id=person_id) | CardKeeping.objects.filter(LIVE, keeper_id=person_id)
    drawn = Proxy.objects.filter(LIVE, person_id=person_id) | Proxy.objects.filter(LIVE, agent_id=person_id)
    allowed = Authorisation.objects.filter(LIVE, person_id=person_id)
    filings: list[AnyFiling] = [*kept.order_by("pk"), *drawn.order_by("pk"), *allowed.order_by("pk")]
    for filing in filings:
        if filing.state == CONFIRMED:
            closed(filing, max(died_on, filing.filed_on), "死亡", by, at)
        else:
            filing.state, filing.reason = State.REFUSED.value, "死亡"
            filing.save(update_fields=REFUSES)
            record(type="people.filing_refused", rows=[filing], by=by, at=at)


def _close(row: AnyFiling | Account, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    row.state, row.until_on, row.reason = State.CLOSED.value, until_on, reason
    row.closed_by, row.closed_at = by.id, at
    row.save(update_fields=CLOSES)
