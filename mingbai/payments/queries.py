"""What is asked about plans, bank files and payments: the only readers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

import mingbai.people.queries.arrays  # noqa: F401 (teaches columns to be `__among` values)
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.payments.bytes_kept import bytes_of
from mingbai.payments.models import BankFile, FundRequest, Payment, PaymentState, UrgentRelief
from mingbai.payments.states import FileState, Listing, State
from mingbai.rosters.models import RosterLine


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to pay, as it stands."""

    payment_id: int
    line_id: int | None
    attempt: int
    end_to_end_id: str
    region: str
    month: date
    programme: str
    fund_id: int
    payee_id: int | None
    payee_organisation_id: int | None
    account_id: int
    amount_fen: int
    state: State


@dataclass(frozen=True)
class Turn:
    """One thing that happened to a payment: when, by whom, on which paper, with which confirmation."""

    state: State
    at: datetime
    by: int
    confirmed_by: int | None
    document: str
    step_id: int


@dataclass(frozen=True)
class Trail:
    """发放轨迹 (R-725): one attempt and all that became of it."""

    attempt: Attempt
    message_id: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Standing:
    """How many payments of a programme stand in a state, and how much they are."""

    programme: str
    state: State
    payments: int
    fen: int


@dataclass(frozen=True)
class Rostered:
    """What the frozen and released rosters of a month come to."""

    lines: int
    people: int
    fen: int


@dataclass(frozen=True)
class Punctuality:
    """How much of a month's released lines arrived, and by the day it was due (R-705, R-727)."""

    released: int
    released_fen: int
    arrived: int
    arrived_fen: int
    in_time: int


FIELDS = (
    *("id", "line_id", "attempt", "end_to_end_id", "region", "month", "programme", "fund_id", "payee_id"),
    *("payee_organisation_id", "account_id", "amount_fen", "state"),
)


def requests(region: Region, month: Month) -> QuerySet[FundRequest]:
    """Return the plans of use of a month in a division and below it."""
    return FundRequest.objects.filter(region__startswith=region.code, month=month.first_on).order_by("id")


def request(request_id: int) -> FundRequest | None:
    """Return a plan of use, None if there is none in sight."""
    return FundRequest.objects.filter(pk=request_id).first()


def rostered(region: Region, month: Month, programmes: Collection[str]) -> Rostered:
    """Return what a month's frozen and released rosters of a division come to, of some programmes."""
    lines = RosterLine.objects.filter(
        roster__region__startswith=region.code, roster__month=month.first_on, live=True,
        roster__state__in=["frozen", "released"], programme__in=programmes,
    ).aggregate(lines=Count("id"), people=Sum("member_count"), fen=Sum("amount_fen"))  # fmt: skip
    return Rostered(lines["lines"], lines["people"] or 0, lines["fen"] or 0)


def files(region: Region, month: Month) -> QuerySet[BankFile]:
    """Return the bank files of a month in a division and below it."""
    return BankFile.objects.filter(region__startswith=region.code, month=month.first_on).order_by("id")


def file(file_id: int) -> BankFile | None:
    """Return a bank file, None if there is none in sight."""
    return BankFile.objects.filter(pk=file_id).first()


def file_bytes(file_id: int) -> bytes:
    """Return the bytes of a sealed file, account numbers and all: whoever asks logs what for. Raise Tampered."""
    return bytes_of(BankFile.objects.get(pk=file_id))


def payments_of(file_id: int) -> Iterator[Attempt]:
    """Yield the payments of a file in their order."""
    return _attempts(Payment.objects.filter(file_id=file_id))


def live_payments(line_ids: Collection[int]) -> dict[int, Attempt]:
    """Return line → the attempt that pays it or has paid it; a line that may be tried again is left out."""
    found = Payment.objects.filter(line_id__among=list(line_ids), is_live=True)
    return {one.line_id: one for one in _attempts(found) if one.line_id is not None}


def attempts(line_ids: Collection[int]) -> dict[int, list[Attempt]]:
    """Return line → every attempt to pay it, the first first."""
    grouped: dict[int, list[Attempt]] = {line: [] for line in line_ids}
    for one in _attempts(Payment.objects.filter(line_id__among=list(line_ids))):
        assert one.line_id is not None
        grouped[one.line_id].append(one)
    return grouped


def end_to_end(names: Collection[str]) -> dict[str, Attempt]:
    """Return EndToEndId → attempt, of those in sight."""
    found = Payment.objects.filter(end_to_end_id__among=list(names))
    return {one.end_to_end_id: one for one in _attempts(found)}


def trail(payee_id: int) -> list[Trail]:
    """Return every payment to a person, oldest first, with all that became of each (R-725)."""
    return _trails(Payment.objects.filter(payee_id=payee_id))


def trails(line_ids: Collection[int]) -> list[Trail]:
    """Return every attempt to pay these lines with all that became of each (R-725); three queries, however many."""
    return _trails(Payment.objects.filter(line_id__among=list(line_ids)))


def _trails(found: QuerySet[Payment]) -> list[Trail]:
    turns: dict[int, list[Turn]] = {}
    changes = PaymentState.objects.filter(payment__in=found).select_related("step").order_by("at", "step_id")
    for one in changes:
        step = one.step
        turn = Turn(State(one.state), one.at, step.by, step.confirmed_by, step.document, step.pk)
        turns.setdefault(one.payment_id, []).append(turn)
    names = dict(found.values_list("id", "file__message_id"))  # a file may be out of the reader's sight
    attempts = _attempts(found)
    return [Trail(one, names.get(one.payment_id, ""), tuple(turns.get(one.payment_id, ()))) for one in attempts]


def unpaid_lines(roster_id: int) -> QuerySet[RosterLine]:
    """Return the released lines of a roster that no attempt pays: left out, withdrawn, rejected or returned."""
    paid = Payment.objects.filter(is_live=True, line__roster_id=roster_id)
    return RosterLine.objects.filter(roster_id=roster_id, live=True).exclude(pk__in=paid.values("line_id"))


def standings(region: Region, month: Month) -> list[Standing]:
    """Return how the payments of a month in a division stand, by programme and state."""
    found = Payment.objects.filter(region__startswith=region.code, file__month=month.first_on)
    rows = found.order_by("programme", "state").values_list("programme", "state")
    return [
        Standing(programme, State(state), count, fen)
        for programme, state, count, fen in rows.annotate(Count("id"), Sum("amount_fen"))
    ]


def is_all_paid(region: Region, month: Month) -> bool:
    """Return whether a month's payments are there and each of them settled or was given up; the first other says no."""
    found = Payment.objects.filter(region__startswith=region.code, file__month=month.first_on)
    return found.exists() and not found.exclude(state__in=[State.SETTLED.value, State.VOID.value]).exists()


def not_handed_over(region: Region) -> QuerySet[BankFile]:
    """Return the files that the books have on their way and that never appeared in the outbox: to be sent again."""
    return BankFile.objects.filter(region__startswith=region.code, state=FileState.SENT, handovers=None).order_by("id")


def stuck_files() -> int:
    """Return how many files in sight the books have on their way and that never appeared in the outbox."""
    return BankFile.objects.filter(state=FileState.SENT, handovers=None).count()


def flagged_paths(region: Region, month: Month) -> QuerySet[BankFile]:
    """Return the files whose money took a way through an account that should not be there (R-608)."""
    return files(region, month).filter(intermediate__gt=0)


def unexplained_relief(region: Region, on: date) -> QuerySet[UrgentRelief]:
    """Return the urgent relief whose circumstances should have been explained by a day and were not."""
    found = UrgentRelief.objects.filter(region__startswith=region.code, state=Listing.APPROVED, explained_on=None)
    return found.filter(explain_by_on__lt=on).order_by("explain_by_on", "id")


def failed(region: Region, month: Month | None = None) -> Iterator[Attempt]:
    """Yield the payments, of a month if named, that were rejected or returned and that nobody has tried again yet."""
    return _attempts(failed_payments(region, month))


def failed_count(region: Region, month: Month) -> int:
    """Return how many payments of a month failed that nobody has tried again yet."""
    return failed_payments(region, month).count()


def punctuality(region: Region, month: Month, due_on: date) -> Punctuality:
    """Return how much of what was released for a month arrived, and by its day (⚙pay_due_day, R-705)."""
    lines = RosterLine.objects.filter(
        roster__region__startswith=region.code, roster__month=month.first_on, roster__state="released", live=True
    ).aggregate(lines=Count("id"), fen=Sum("amount_fen"))
    arrived = Payment.objects.filter(
        state=State.SETTLED, line__roster__region__startswith=region.code, line__roster__month=month.first_on
    )
    settled = arrived.annotate(settled=Max("changes__at", filter=Q(changes__state=State.SETTLED)))
    sums = arrived.aggregate(payments=Count("id"), fen=Sum("amount_fen"))
    return Punctuality(
        lines["lines"],
        lines["fen"] or 0,
        sums["payments"],
        sums["fen"] or 0,
        settled.filter(settled__date__lte=due_on).count(),
    )


def failed_payments(region: Region, month: Month | None) -> QuerySet[Payment]:
    """Return the payments, of a month if named, that were rejected or returned and that nobody has tried again yet."""
    tried = Payment.objects.filter(previous_id=OuterRef("pk"))
    dead = [State.REJECTED.value, State.RETURNED.value]
    found = Payment.objects.filter(~Exists(tried), region__startswith=region.code, is_live=False, state__in=dead)
    return found if month is None else found.filter(month=month.first_on)


def _attempts(found: QuerySet[Payment]) -> Iterator[Attempt]:
    rows = found.order_by("line_id", "attempt", "id").values_list(*FIELDS)
    return map(_attempt, rows.iterator(chunk_size=10_000))


def _attempt(row: Sequence[Any]) -> Attempt:
    """Return the attempt of a row that holds FIELDS."""
    return Attempt(*[*row[:-1], State(row[-1])])
