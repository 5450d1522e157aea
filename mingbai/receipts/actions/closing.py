"""结账: the month's result put forward, signed step by step by different people, and closed (R-718, R-1509)."""

from collections import Counter
from datetime import datetime

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, permit
from mingbai.receipts.models import Closing, Signature, SignedMonth
from mingbai.receipts.refused import MonthClosed, MonthOpen, NotInOrder, SamePerson
from mingbai.receipts.states import SIGNS, Sign

ORDER = tuple(Sign)


def prepare_month(*, region: Region, month: Month, by: Actor, at: datetime) -> int:
    """
    Put a month's result forward and sign it first; return the closing's id.

    Raise MonthOpen, with what keeps it open, MonthClosed where it is closed.
    """
    with acting():
        permit(SIGNS[Sign.PREPARED], region, by, at)
        alone(region)
        _require_proven(region, month)
        ((lines, fen, explained, digest),) = ask(
            "SELECT * FROM receipts_month_digest(%s, %s)", [region.code, month.first_on]
        )
        made = Closing.objects.create(
            region=region.code,
            month=month.first_on,
            lines=lines,
            fen=int(fen),
            explained=int(explained),
            digest=digest,
            made_by=by.id,
            made_at=at,
        )
        record(type="receipts.prepared", rows=[made], by=by.id, at=at)
        _sign(made, Sign.PREPARED, by, at)
        return made.pk


def sign_step(*, region: Region, month: Month, by: Actor, at: datetime) -> Sign:
    """Sign the next step of the month's last closing; return which it was. The fourth closes the month."""
    with acting():
        alone(region)
        closing = Closing.objects.filter(region=region.code, month=month.first_on).order_by("-pk").first()
        done = list(closing.signatures.order_by("pk").values_list("step", "by")) if closing else []
        if len(done) == len(ORDER):
            raise MonthClosed
        step = ORDER[len(done)]
        permit(SIGNS[step], region, by, at)
        if closing is None:
            raise NotInOrder(SIGNS[Sign.PREPARED].title, SIGNS[Sign.PREPARED].title_en)
        if by.id in {who for _, who in done}:
            raise SamePerson
        _require_proven(region, month)
        if _stands(region, month) != closing.digest:
            raise NotInOrder(SIGNS[Sign.PREPARED].title, SIGNS[Sign.PREPARED].title_en)
        _sign(closing, step, by, at)
        return step


def _sign(closing: Closing, step: Sign, by: Actor, at: datetime) -> None:
    made = Signature.objects.create(
        closing=closing,
        region=closing.region,
        month=closing.month,
        step=step.value,
        digest=closing.digest,
        by=by.id,
        at=at,
    )
    record(type=f"receipts.{step.value}", rows=[SignedMonth.objects.get(pk=made.pk)], by=by.id, at=at)


def _require_proven(region: Region, month: Month) -> None:
    closed = Signature.objects.filter(region=region.code, month=month.first_on, step=Sign.CLOSED.value)
    if closed.exists():
        raise MonthClosed
    left = ask("SELECT what, count(*) FROM receipts_unproven(%s, %s) GROUP BY what", [region.code, month.first_on])
    if left:
        raise MonthOpen(month.first_on, sorted(Counter(dict(left)).items()))


def _stands(region: Region, month: Month) -> str:
    return str(ask("SELECT receipts_month_sha256(%s, %s)", [region.code, month.first_on])[0][0])
