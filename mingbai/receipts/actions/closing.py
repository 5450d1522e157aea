"""结账: the month's result put forward, signed step by step by different people, and closed (R-718, R-1509)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from mingbai.evidence.actions import record, record_keys
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, constraint_of, permit
from mingbai.receipts.models import Closing, Signature, SignedMonth
from mingbai.receipts.queries import is_closed
from mingbai.receipts.refused import MonthClosed, MonthOpen, NotInOrder, SamePerson
from mingbai.receipts.states import SIGNS, Sign

ORDER = tuple(Sign)
LEFT_OPEN = "SELECT what, count(*) FROM receipts_unproven(%s, %s) GROUP BY what ORDER BY what"


def prepare_month(*, region: Region, month: Month, by: Actor, at: datetime) -> int:
    """
    Put a month's result forward and sign it first; return the closing's id.

    Raise MonthOpen, with what keeps it open, MonthClosed where it is closed.
    """
    with acting():
        permit(SIGNS[Sign.PREPARED], region, by, at)
        alone(region)
        if is_closed(region, month):
            raise MonthClosed
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
        record(type="receipts.prepared", rows=[made], by=by, at=at)
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
        _sign(closing, step, by, at)
        return step


def _sign(closing: Closing, step: Sign, by: Actor, at: datetime) -> None:
    """Sign a step; the database itself looks whether the month is proven and its figures still stand."""
    with _told_in_words(closing):
        made = Signature.objects.create(
            closing=closing,
            region=closing.region,
            month=closing.month,
            step=step.value,
            digest=closing.digest,
            by=by.id,
            at=at,
        )
    record_keys(type=f"receipts.{step.value}", model=SignedMonth, keys=[made.pk], by=by, at=at)


@contextmanager
def _told_in_words(closing: Closing) -> Iterator[None]:
    """Say what keeps the month open, or that it must be prepared anew, where the database refuses a signature."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        match constraint_of(error):
            case "receipts_month_is_proven":
                raise MonthOpen(closing.month, ask(LEFT_OPEN, [closing.region, closing.month])) from error
            case "receipts_signed_as_it_stands":
                raise NotInOrder(SIGNS[Sign.PREPARED].title, SIGNS[Sign.PREPARED].title_en) from error
        raise
