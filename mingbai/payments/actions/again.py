"""Once more: what the bank rejected or sent back is tried again, into another account only as two people agree."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby

from mingbai.evidence.actions import record
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, move_to, permit
from mingbai.payments.actions.drafting import arrived, free_fen
from mingbai.payments.changing import Act, Draft, change_states, write_payments
from mingbai.payments.making import Plan, make_file
from mingbai.payments.models import AccountChange, BankFile, FundRequest, Payment
from mingbai.payments.officers import Signed
from mingbai.payments.profiles import end_to_end_id, profiles
from mingbai.payments.refused import NoMoney, NotThere, NotToBeRepeated, SamePerson
from mingbai.payments.states import ASK_CHANGE, CHANGES, DEAD, DRAFT, PAYMENT, Listing, Move, Occasion, State
from mingbai.treasury.actions import singles, write_many
from mingbai.treasury.officers import Paper

WHAT = ("账户变更", "change of account")


def ask_account_change(*, payment_id: int, account_id: int, why: str, by: Actor, at: datetime) -> int:
    """Ask that the next attempt go to another account of the payee; return the request's id."""
    with acting():
        payment = Payment.objects.filter(pk=payment_id).first()  # nobody changes it but by a trigger: no lock
        if payment is None:
            raise NotThere("付款", "payment", payment_id)
        permit(ASK_CHANGE, Region(payment.region), by, at)
        if payment.state not in DEAD:
            raise NotToBeRepeated(payment.end_to_end_id, payment.state)
        made = AccountChange.objects.create(
            region=payment.region,
            payment=payment,
            before_id=payment.account_id,
            account_id=account_id,
            why=why,
            made_by=by.id,
            made_at=at,
        )
        record(type="payments.change_asked", rows=[made], by=by, at=at)
        return made.pk


def approve_account_change(*, change_id: int, by: Actor, at: datetime) -> None:
    """Agree, as another person, that the next attempt goes to that account."""
    _decide(change_id, Listing.APPROVED, "", by, at)


def refuse_account_change(*, change_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse another account, with the reason."""
    _decide(change_id, Listing.REFUSED, reason, by, at)


def reissue(*, payment_ids: Collection[int], execute_on: date | None = None, by: Actor, at: datetime) -> list[int]:
    """
    Make files of the next attempts of payments that failed; return the files' ids, to be reserved, sealed and sent.

    Each goes to the account two people agreed to, else to the one before. Raise NotToBeRepeated while the bank has not
    said of every one that it failed: what is not known to have failed may have arrived.
    """
    with acting():
        _require_failed(set(payment_ids), by, at)
        found = Payment.objects.filter(pk__among=list(set(payment_ids)))
        before = list(found.select_related("file__request", "file__payer").order_by("file_id", "id"))
        changes = _agreed([one.pk for one in before])
        files = []
        for file, group in _groups(before):
            made, drafts = _next(file, group, changes, execute_on or day_of(at), by, at)
            write_payments(drafts, Act(by.id, at, made.message_id))
            files.append(made.pk)
        return files


def give_up(*, payment_ids: Collection[int], document: str, by: Actor, at: datetime) -> int:
    """Give up payments the bank rejected: their money goes back to the plan of use; return how many."""
    return _end(payment_ids, State.REJECTED, "release", document, by, at)


def remit(*, payment_ids: Collection[int], document: str, by: Actor, at: datetime) -> int:
    """Remit returned payments to the treasury, as finance; return how many (YC-2022-2#2.4.6)."""
    return _end(payment_ids, State.RETURNED, "remit_returned", document, by, at)


def _end(ids: Collection[int], before: State, code: str, document: str, by: Actor, at: datetime) -> int:
    move = next(move for move in PAYMENT if (move.before, move.after) == (before, State.VOID))
    with acting():
        payments = list(Payment.objects.filter(pk__among=list(set(ids))).select_related("file").order_by("id"))
        for region in {one.region for one in payments}:
            permit(move, Region(region), by, at)
        for one in payments:
            if one.state != before:
                raise NotToBeRepeated(one.end_to_end_id, one.state)
        for _, of_file in groupby(sorted(payments, key=lambda one: one.file_id), key=lambda one: one.file_id):
            group = list(of_file)
            _free(group, code, document, move, by, at)
        return len(payments)


def _free(group: list[Payment], code: str, document: str, move: Move, by: Actor, at: datetime) -> None:
    file = group[0].file
    others = [one for one in (file.released_by, file.reviewed_by) if one not in (None, by.id)]
    assert others[0] is not None
    paper = Paper(document, by, Signed(others[0], by.party), at)
    named = {one.end_to_end_id: one.amount_fen for one in group}
    write_many([singles(code, fund_id=file.fund_id, fen=named, paper=paper)])
    fen = sum(one.amount_fen for one in group)
    change_states([one.pk for one in group], fen, file.region, State(move.after), Act(by.id, at, document, others[0]))


def _decide(change_id: int, after: Listing, reason: str, by: Actor, at: datetime) -> None:
    with acting():
        change = locked(AccountChange, change_id, *WHAT)
        move_to(CHANGES, change, after, by, at)
        if by.id == change.made_by:
            raise SamePerson
        change.approved_by, change.approved_at, change.reason = by.id, at, reason
        change.save(update_fields=["state", "approved_by", "approved_at", "reason"])
        record(type=f"payments.change_{after.value}", rows=[change], by=by, at=at)


def _require_failed(ids: set[int], by: Actor, at: datetime) -> None:
    """Raise unless the actor may try these again and the bank has said of every one that it failed."""
    found = Payment.objects.filter(pk__among=list(ids)).order_by("file_id", "id")
    rows = list(found.values_list("pk", "region", "end_to_end_id", "state"))
    if missing := ids - {pk for pk, *_ in rows}:
        raise NotThere("付款", "payment", min(missing))
    for region in {region for _, region, _, _ in rows}:
        permit(DRAFT, Region(region), by, at)
    for *_, name, state in rows:
        if state not in DEAD:
            raise NotToBeRepeated(name, state)


def _agreed(ids: list[int]) -> dict[int, AccountChange]:
    found = AccountChange.objects.filter(payment_id__among=ids, state=Listing.APPROVED)
    return {one.payment_id: one for one in found}


def _groups(payments: Sequence[Payment]) -> list[tuple[BankFile, list[Payment]]]:
    """Return the payments by the files they were in, at most as many as their bank takes; funds never mix."""
    groups = []
    for _, of_file in groupby(payments, key=lambda one: one.file_id):
        group = list(of_file)
        most = profiles()[group[0].file.profile].most_rows
        groups += [(group[0].file, group[begin : begin + most]) for begin in range(0, len(group), most)]
    return groups


def _next(
    file: BankFile, group: list[Payment], changes: dict[int, AccountChange], execute_on: date, by: Actor, at: datetime
) -> tuple[BankFile, list[Draft]]:
    request = _request(file, group)
    accounts = {one.pk: changes[one.pk].account_id if one.pk in changes else one.account_id for one in group}
    names = {
        one.pk: end_to_end_id(
            one.region, Month.parse(one.month), one.line_id or one.urgent_id or 0, one.attempt + 1,
            urgent=one.line_id is None,
        )
        for one in group
    }  # fmt: skip
    plan = Plan(
        region=file.region,
        month=file.month,
        request=request,
        roster_id=None,
        roster_digest=bytes.fromhex(file.digest),
        occasion=Occasion.AGAIN,
        part=1,
        execute_on=execute_on,
        payer=file.payer,
        has_persons=any(one.payee_id for one in group),
        has_institutions=any(one.payee_organisation_id for one in group),
    )
    made = make_file(plan, [(names[one.pk], accounts[one.pk], one.amount_fen) for one in group], by, at)
    drafts = [
        Draft(
            made.pk, one.line_id, one.urgent_id, one.attempt + 1, one.pk,
            changes[one.pk].pk if one.pk in changes else None, names[one.pk], one.region, one.month, one.programme,
            made.fund_id, one.household_id, one.person_id, one.instalment, one.payee_id, one.payee_organisation_id,
            accounts[one.pk], one.amount_fen,
        )
        for one in group
    ]  # fmt: skip
    return made, drafts


def _request(file: BankFile, group: list[Payment]) -> FundRequest:
    """Return the plan of use that pays again: the first file's, which still holds the money; raise NoMoney."""
    fresh = sum(one.amount_fen for one in group if one.state == State.VOID)
    if fresh:
        plans = [one for one in arrived(file.region, file.month, file.programme) if one.pk == file.request_id]
        free = free_fen(plans).get(file.request_id, 0)
        if free < fresh:
            raise NoMoney(file.programme, fresh - free)
    return file.request
