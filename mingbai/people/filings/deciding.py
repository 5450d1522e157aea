"""What becomes of a filing: accepted one tier above, refused with a reason, ended when it no longer holds."""

from datetime import date, datetime
from enum import StrEnum

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.people.acting import acting, decide, locked, require_within, today
from mingbai.people.filings.ending import AnyFiling, closed
from mingbai.people.models import Authorisation, CardKeeping, Proxy, Relative
from mingbai.people.queries.filings import conflict_with_person, waiting_filings
from mingbai.people.refused import Conflicted, OutOfPlace, Unusable
from mingbai.people.states import FILING, State

COUNTY_DIGITS = 6


class FilingKind(StrEnum):
    """The kinds of filings."""

    RELATIVE = "relative"
    CARD_KEEPING = "card_keeping"
    PROXY = "proxy"
    AUTHORISATION = "authorisation"


KINDS: dict[FilingKind, tuple[type[AnyFiling], str, str]] = {
    FilingKind.RELATIVE: (Relative, "近亲属备案", "filing of kin"),
    FilingKind.CARD_KEEPING: (CardKeeping, "代管备案", "filing of a kept card"),
    FilingKind.PROXY: (Proxy, "代取授权", "authorisation to draw"),
    FilingKind.AUTHORISATION: (Authorisation, "核对授权", "authorisation to look up"),
}


def accept_filing(*, kind: FilingKind, filing_id: int, by: Actor, at: datetime) -> None:
    """
    Let a filing count. Kin are filed one tier above where the officer works, the rest with the county.

    Raise SamePerson for who entered it, Conflicted for who is kin, OutOfPlace for an office below that tier.
    """
    with acting():
        found = _locked(kind, filing_id)
        decide(FILING, found, State.CONFIRMED, by, at)
        _require_tier(found, by)
        if not isinstance(found, Authorisation):
            related = conflict_with_person(officer_id=by.id, person_id=found.person_id, on=today(at))
            if related:
                raise Conflicted(related)
        if found.until_on is not None and found.until_on <= today(at):
            raise Unusable(
                f"该备案的有效期已于{found.until_on}届满，请重新申报。",
                f"The filing ran out on {found.until_on}: file it anew.",
            )
        found.confirmed_by, found.confirmed_at = by.id, at
        found.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        record(type="people.filing_accepted", rows=[found], by=by, at=at)


def accept_all(*, by: Actor, at: datetime) -> tuple[int, list[tuple[FilingKind, int, Refused]]]:
    """Accept every filing that waits where the actor may; return how many, and those left to others, with why."""
    accepted, left = 0, []
    waiting = waiting_filings(by.region)
    for kind, (model, _, _) in KINDS.items():
        for number in waiting[model.__name__]:
            try:
                accept_filing(kind=kind, filing_id=number, by=by, at=at)
            except Refused as why:
                left.append((kind, number, why))
            else:
                accepted += 1
    return accepted, left


def refuse_filing(*, kind: FilingKind, filing_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse a filing, with the reason."""
    with acting():
        found = _locked(kind, filing_id)
        decide(FILING, found, State.REFUSED, by, at)
        _require_tier(found, by)
        found.reason = _reason(reason)
        found.save(update_fields=["state", "reason"])
        record(type="people.filing_refused", rows=[found], by=by, at=at)


def end_filing(*, kind: FilingKind, filing_id: int, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """End a filing in force; `until_on` is the first day it no longer holds. Accounts only it explained close too."""
    with acting():
        found = _locked(kind, filing_id)
        require_within(by, Region(found.region))
        decide(FILING, found, State.CLOSED, by, at)
        closed(found, until_on, _reason(reason), by, at)


def _locked(kind: FilingKind, filing_id: int) -> AnyFiling:
    model, zh, en = KINDS[kind]
    return locked(model, filing_id, zh, en)


def _require_tier(filing: AnyFiling, by: Actor) -> None:
    """Raise OutOfPlace unless the actor's office is the one filings of this kind go to, or one above it."""
    region = Region(filing.region)
    require_within(by, region)
    tier = filing.tier if isinstance(filing, Relative) else COUNTY_DIGITS
    if len(by.region.code) > tier:
        raise OutOfPlace(by.region.code, region.code[:tier])


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Unusable("请写明理由。", "Say why.")
    return reason.strip()
