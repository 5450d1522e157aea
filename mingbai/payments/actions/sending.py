"""发送: a fourth person, of finance, sends a sealed file once a quorum of witnesses has cosigned all it holds."""

from datetime import datetime
from pathlib import Path

from django.db import connection

from mingbai.evidence.actions import record
from mingbai.evidence.queries import require_witnessed
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.payments.acting import acting, locked, move_to
from mingbai.payments.actions.handing import hand_over
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.changing import Act, change_states
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.officers import Signed
from mingbai.payments.refused import NotOnItsOwn, SamePerson
from mingbai.payments.states import FILE, FileState, State
from mingbai.treasury.actions import instruct
from mingbai.treasury.officers import Paper


def send_file(*, file_id: int, outbox: Path, policy: Policy, by: Actor, at: datetime) -> Path:
    """
    Send a sealed file: the books move and are committed first, then the bytes appear in the outbox, whole.

    The gate: raise QuorumMissing or NotLogged unless every payment of the file, and the digest of its bytes, is under
    a checkpoint that the quorum cosigned. Killed in between, `resend` puts the same bytes out. Call it outside of any
    transaction, for what is taken back must not have left.
    """
    if connection.in_atomic_block:
        raise NotOnItsOwn
    with working_as(by):
        instruct_file(file_id=file_id, policy=policy, by=by, at=at)
    return resend(file_id=file_id, outbox=outbox, by=by, at=at)


def resend(*, file_id: int, outbox: Path, by: Actor, at: datetime) -> Path:
    """Put the bytes of a sent file where the bank takes them, the same bytes every time; return where they lie."""
    if connection.in_atomic_block:
        raise NotOnItsOwn
    with working_as(by):
        return hand_over(file_id=file_id, outbox=outbox, by=by, at=at)


def instruct_file(*, file_id: int, policy: Policy, by: Actor, at: datetime) -> None:
    """Have the books and every payment of a file say that it is on its way, if the quorum lets it pass."""
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        move_to(FILE, file, FileState.SENT, by, at)
        if by.id in {file.made_by, file.reviewed_by, file.released_by}:
            raise SamePerson
        held = list(Payment.objects.filter(file=file).order_by("id").values_list("id", "end_to_end_id", "amount_fen"))
        file.checkpoint = require_witnessed([*subjects(file, [number for number, _, _ in held])], policy)
        file.sent_by, file.sent_at = by.id, at
        file.save(update_fields=["state", "sent_by", "sent_at", "checkpoint"])
        record(type="payments.file_sent", rows=[file], by=by, at=at)
        assert file.released_by is not None
        paper = Paper(file.message_id, by, Signed(file.released_by, Kind.CIVIL_AFFAIRS), at)
        act = Act(by.id, at, file.message_id, confirmed_by=file.released_by)
        change_states([number for number, _, _ in held], file.total_fen, file.region, State.INSTRUCTED, act)
        sums = {name: fen for _, name, fen in held}
        instruct(fund_id=file.fund_id, file=file.message_id, payments_fen=sums, paper=paper)


def subjects(file: BankFile, payment_ids: list[int]) -> list[str]:
    """Return how the log calls a file and each of its payments."""
    return [f"payments.bankfile/{file.pk}", *(f"payments.payment/{number}" for number in payment_ids)]
