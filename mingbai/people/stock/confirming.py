"""A second person confirms an import, and with it the accounts it brought; or refuses it, and no account counts."""

from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.evidence.rows.lots import record_lots
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, decide, locked, require_within, today
from mingbai.people.holders import Holder
from mingbai.people.models import Account, Import
from mingbai.people.queries.filings import relatives_of_officer
from mingbai.people.refused import Unusable
from mingbai.people.states import IMPORT, State

WHAT = ("导入", "import")


def confirm_import(*, import_id: int, by: Actor, at: datetime) -> int:
    """
    Let the accounts an import brought count; return how many do.

    Accounts in a name nothing explains stay unconfirmed, and so do those of the actor's own kin: somebody else
    confirms these singly.
    """
    with acting():
        found = _decided(import_id, State.CONFIRMED, by, at)
        found.confirmed_by, found.confirmed_at = by.id, at
        found.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        record(type="people.import_confirmed", rows=[found], by=by, at=at)
        waiting = Account.objects.filter(brought_by=found, state=State.PROPOSED.value)
        waiting = waiting.exclude(holder=Holder.DIFFERS.value)
        waiting = waiting.exclude(person_id__among=relatives_of_officer(by.id, today(at)))
        confirmed = waiting.update(state=State.CONFIRMED.value, confirmed_by=by.id, confirmed_at=at)
        rows = Account.objects.filter(brought_by=found, confirmed_by=by.id, confirmed_at=at)
        record_lots(type="people.account_confirmed", rows=rows, region=found.region, by=by, at=at)
        return confirmed


def refuse_import(*, import_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Refuse an import with the reason; return how many accounts it brought that will not count."""
    if not reason.strip():
        raise Unusable("请写明理由。", "Say why.")
    with acting():
        found = _decided(import_id, State.REFUSED, by, at)
        found.reason = reason.strip()
        found.save(update_fields=["state", "reason"])
        record(type="people.import_refused", rows=[found], by=by, at=at)
        waiting = Account.objects.filter(brought_by=found, state=State.PROPOSED.value)
        keys = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
        refused = Account.objects.filter(pk__among=keys)
        refused.update(state=State.REFUSED.value, reason=reason.strip())
        record_lots(type="people.account_refused", rows=refused, region=found.region, by=by, at=at)
        return len(keys)


def _decided(import_id: int, after: State, by: Actor, at: datetime) -> Import:
    found = locked(Import, import_id, *WHAT)
    require_within(by, Region(found.region))
    decide(IMPORT, found, after, by, at)
    return found
