"""代发文件编制: every released line that nobody has paid yet becomes a payment in a file, set by set, each once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple

from django.db import connection
from django.db.models import Sum

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, permit
from mingbai.payments.changing import Act, Draft, write_payments
from mingbai.payments.making import Plan, make_files
from mingbai.payments.models import BankFile, FundRequest, SpecialAccount
from mingbai.payments.payers import payer_for
from mingbai.payments.profiles import end_to_end_id, profiles
from mingbai.payments.refused import NoMoney, NothingToPay, NotReleased, NotThere
from mingbai.payments.states import DRAFT, FileState, Occasion, PlanState
from mingbai.rosters.models import Roster
from mingbai.rosters.states import State

PERSON = "CASE WHEN line.payee_organisation_id IS NULL THEN line.payee_id END"  # an institution is paid for a person
LINES = f"""
SELECT line.id, line.region, line.month, line.programme, line.household_id, line.person_id, line.instalment,
    {PERSON}, line.payee_organisation_id, line.account_id, line.amount_fen, account.id IS NOT NULL,
    last.id, coalesce(last.attempt, 0)
FROM rosters_rosterline AS line
LEFT JOIN people_account AS account ON account.id = line.account_id AND account.state = 'confirmed'
    AND (account.person_id, account.organisation_id) IS NOT DISTINCT FROM ({PERSON}, line.payee_organisation_id)
LEFT JOIN LATERAL (
    SELECT id, attempt, state FROM payments_payment WHERE line_id = line.id ORDER BY attempt DESC LIMIT 1
) AS last ON true
WHERE line.roster_id = %s AND line.live AND (last.id IS NULL OR last.state = 'void')
ORDER BY line.programme, line.id
"""
NOT_CONFIRMED = ("收款账户未确认或已停用", "its account is not confirmed, or closed")


@dataclass(frozen=True)
class LeftOut:
    """A released line that could not be paid now, and why: it stays open until somebody sees to it."""

    line_id: int
    zh: str
    en: str


@dataclass(frozen=True)
class Drafted:
    """The files that were made, and the lines left out."""

    files: tuple[int, ...]
    payments: int
    left_out: tuple[LeftOut, ...]


class Line(NamedTuple):
    """A released line as it is to be paid."""

    id: int
    region: str
    month: date
    programme: str
    household_id: int
    person_id: int | None
    instalment: int
    payee_id: int | None
    payee_organisation_id: int | None
    account_id: int
    amount_fen: int
    is_payable: bool
    previous_id: int | None
    attempts: int
    name: str  # of the attempt to be: its EndToEndId


def draft(*, roster_id: int, execute_on: date, payer_id: int | None = None, by: Actor, at: datetime) -> Drafted:
    """
    Make the bank files of a released roster: one for each programme, plan of use and as many rows as its bank takes.

    Lines drafted or paid before are not drafted again; those without a usable account are left out and named. Raise
    NotReleased, NothingToPay, NoMoney, NoPayer.
    """
    with acting():
        roster = Roster.objects.select_for_update(of=("self",)).filter(pk=roster_id).first()
        if roster is None:
            raise NotThere("名册", "roster", roster_id)
        permit(DRAFT, Region(roster.region), by, at)
        if roster.state != State.RELEASED:
            raise NotReleased()
        lines = _lines(roster.pk)
        payable = [line for line in lines if line.is_payable]
        left_out = tuple(LeftOut(line.id, *NOT_CONFIRMED) for line in lines if not line.is_payable)
        if left_out and not payable:
            raise NothingToPay(
                f"还没有编制的{len(left_out)}行，收款账户都未经第二人确认或已停用：请先由另一人对照卡折确认账户。",
                f"The accounts of all {len(left_out)} lines left were confirmed by no second person or closed: have "
                "them compared with the card or book first.",
            )
        if not payable:
            raise NothingToPay()
        payer = cache(partial(payer_for, roster.region, payer_id=payer_id))
        planned = [
            (_plan(roster, request, part, group, execute_on, payer(programme)), group)
            for programme, of_programme in groupby(payable, key=lambda line: line.programme)
            for part, (request, group) in enumerate(_parts(roster, payer(programme), [*of_programme]), 1)
        ]
        paid = [(plan, [(one.name, one.account_id, one.amount_fen) for one in group]) for plan, group in planned]
        files = make_files(paid, by, at)
        drafts = [one for file, (_, group) in zip(files, planned, strict=True) for one in drafts_of(file, group)]
        write_payments(drafts, Act(by.id, at, roster.digest))
        return Drafted(tuple(file.pk for file in files), len(drafts), left_out)


def drafts_of(file: BankFile, lines: Iterable[Line]) -> Iterator[Draft]:
    """Yield the first attempt to pay each line, or the next where the last was withdrawn before it left."""
    for line in lines:
        attempt = line.attempts + 1
        yield Draft(
            file.pk, line.id, None, attempt, line.previous_id, None, line.name, line.region, line.month,
            line.programme, file.fund_id, line.household_id, line.person_id, line.instalment, line.payee_id,
            line.payee_organisation_id, line.account_id, line.amount_fen,
        )  # fmt: skip


def free_fen(requests: Sequence[FundRequest]) -> dict[int, int]:
    """Return plan → what of it no file has taken yet."""
    files = BankFile.objects.filter(request__in=requests).exclude(state=FileState.WITHDRAWN)
    files = files.exclude(occasion=Occasion.AGAIN.value)
    taken = dict(files.order_by().values_list("request").annotate(Sum("total_fen")))
    return {plan.pk: plan.fen - taken.get(plan.pk, 0) for plan in requests}


def arrived(region: str, month: date, programme: str) -> list[FundRequest]:
    """Return the plans of use that have arrived for a place, locked: no two drafts take the same money."""
    plans = FundRequest.objects.select_for_update(of=("self",)).filter(
        month=month, programme=programme, state=PlanState.ARRIVED
    )
    return [plan for plan in plans.order_by("id") if region.startswith(plan.region)]


def _lines(roster_id: int) -> list[Line]:
    month = cache(Month.parse)
    with connection.cursor() as cursor:
        cursor.execute(LINES, [roster_id])
        named = ((*row, end_to_end_id(row[1], month(row[2]), row[0], row[-1] + 1)) for row in cursor.fetchall())
        return [*map(Line._make, named)]


def _parts(roster: Roster, payer: SpecialAccount, lines: list[Line]) -> Iterator[tuple[FundRequest, list[Line]]]:
    """Yield the lines of each file: as many of a programme as its plan of use pays for and its bank takes."""
    programme = lines[0].programme
    plans = arrived(roster.region, roster.month, programme)
    groups: dict[int, list[Line]] = defaultdict(list)
    for line, plan in zip(lines, _shared(lines, plans), strict=True):
        groups[plan].append(line)
    most, by_key = profiles()[payer.profile].most_rows, {plan.pk: plan for plan in plans}
    for key, group in groups.items():
        for begin in range(0, len(group), most):
            yield by_key[key], group[begin : begin + most]


def _shared(lines: Sequence[Line], plans: Sequence[FundRequest]) -> list[int]:
    """
    Return which plan pays each line: one that pays all of them, the smallest such; else the largest lines first, each
    from the first plan with room, so that what is left of one plan is not lost to another's lines.
    """
    free = free_fen(plans)
    all_fen = sum(line.amount_fen for line in lines)
    is_enough = sum(free.values()) >= all_fen
    if whole := [key for key, fen in free.items() if fen >= all_fen]:
        return [min(whole, key=lambda key: free[key])] * len(lines)
    chosen: dict[int, int] = {}
    for place in sorted(range(len(lines)), key=lambda place: -lines[place].amount_fen):
        key = next((plan.pk for plan in plans if free[plan.pk] >= lines[place].amount_fen), None)
        if key is not None:
            chosen[place] = key
            free[key] -= lines[place].amount_fen
    if lacking := sum(line.amount_fen for place, line in enumerate(lines) if place not in chosen):
        raise NoMoney(lines[0].programme, lacking, is_scattered=is_enough)
    return [chosen[place] for place in range(len(lines))]


def _plan(
    roster: Roster, request: FundRequest, part: int, lines: list[Line], execute_on: date, payer: SpecialAccount
) -> Plan:
    return Plan(
        region=roster.region,
        month=roster.month,
        request=request,
        roster_id=roster.pk,
        roster_digest=bytes.fromhex(roster.digest),
        occasion=Occasion.REGULAR,
        part=part,
        execute_on=execute_on,
        payer=payer,
        has_institutions=any(line.payee_organisation_id for line in lines),
        has_persons=any(line.payee_id for line in lines),
    )
