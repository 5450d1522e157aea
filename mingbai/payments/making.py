"""A bank file begun: whose money, from which account, on which way, and called by what it pays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.payments.digests import file_digest
from mingbai.payments.models import BankFile, FundRequest, SpecialAccount
from mingbai.payments.paths import Path
from mingbai.payments.payers import path_to
from mingbai.payments.profiles import message_id
from mingbai.payments.states import Occasion
from mingbai.standards.queries import parameters


@dataclass(frozen=True)
class Plan:
    """What a file is to be, but for its payments."""

    region: str
    month: date
    request: FundRequest
    roster_id: int | None
    roster_digest: bytes
    occasion: Occasion
    part: int
    execute_on: date
    payer: SpecialAccount
    has_persons: bool
    has_institutions: bool


Paying = Sequence[tuple[str, int, int]]  # (EndToEndId, account's id, fen) in the order the bank will read them


def make_file(plan: Plan, payments: Paying, by: Actor, at: datetime) -> BankFile:
    """Begin a file over these payments."""
    return make_files([(plan, payments)], by, at)[0]


def make_files(planned: Sequence[tuple[Plan, Paying]], by: Actor, at: datetime) -> list[BankFile]:
    """Begin several files."""
    path = cache(path_to)
    files = BankFile.objects.bulk_create(
        _file(plan, payments, path(plan.payer, has_persons=plan.has_persons, has_institutions=plan.has_institutions),
              by, at)
        for plan, payments in planned
    )  # fmt: skip
    record(type="payments.file_drafted", rows=files, by=by, at=at)
    return files


def _file(plan: Plan, payments: Paying, path: Path, by: Actor, at: datetime) -> BankFile:
    return BankFile(
        region=plan.region,
        month=plan.month,
        programme=plan.request.programme,
        fund_id=plan.request.fund_id,
        request=plan.request,
        roster_id=plan.roster_id,
        part=plan.part,
        occasion=plan.occasion.value,
        payer=plan.payer,
        profile=plan.payer.profile,
        channel=parameters().at(plan.region, plan.month).text("payment_channel"),
        message_id=message_id(plan.region, Month.parse(plan.month), plan.payer.profile, plan.roster_digest, payments),
        execute_on=plan.execute_on,
        payments=len(payments),
        total_fen=sum(fen for _, _, fen in payments),
        digest=file_digest(payments),
        path=path.as_json(),
        intermediate=len(path.intermediate),
        made_by=by.id,
        made_at=at,
    )
