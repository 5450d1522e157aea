"""发送: a fourth person, of finance, sends sealed files once a quorum of witnesses has cosigned all they hold."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection

from mingbai.evidence.actions import record
from mingbai.evidence.queries import require_witnessed
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.payments.acting import acting, locked_all, move_all
from mingbai.payments.actions.handing import hand_over_all
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.changing import Act, Together, change_all
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.officers import Signed
from mingbai.payments.refused import NotOnItsOwn, SamePerson
from mingbai.payments.states import FILE, FileState, State
from mingbai.treasury.actions import Sending, instruct_all
from mingbai.treasury.officers import Paper

Held = tuple[int, str, int]  # a payment's id, EndToEndId and fen


def send_file(*, file_id: int, outbox: Path, policy: Policy, by: Actor, at: datetime) -> Path:
    """
    Send a sealed file: the books move and are committed first, then the bytes appear in the outbox, whole.

    The gate: raise QuorumMissing or NotLogged unless every payment of the file, and the digest of its bytes, is under
    a checkpoint that the quorum cosigned. Killed in between, `resend` puts the same bytes out. Call it outside of any
    transaction, for what is taken back must not have left.
    """
    return send_files(file_ids=[file_id], outbox=outbox, policy=policy, by=by, at=at)[0]


def send_files(*, file_ids: Collection[int], outbox: Path, policy: Policy, by: Actor, at: datetime) -> list[Path]:
    """
    Send several sealed files, as `send_file` does for one, in their order; return where they lie.

    One checkpoint covers every payment of every file, or none of them leaves; the books move for all or for none.
    """
    if connection.in_atomic_block:
        raise NotOnItsOwn
    with working_as(by):
        instruct_files(file_ids=file_ids, policy=policy, by=by, at=at)
    with working_as(by):
        return hand_over_all(file_ids=file_ids, outbox=outbox, by=by, at=at)


def resend(*, file_id: int, outbox: Path, by: Actor, at: datetime) -> Path:
    """Put the bytes of a sent file where the bank takes them, the same bytes every time; return where they lie."""
    if connection.in_atomic_block:
        raise NotOnItsOwn
    with working_as(by):
        return hand_over_all(file_ids=[file_id], outbox=outbox, by=by, at=at)[0]


def instruct_files(*, file_ids: Collection[int], policy: Policy, by: Actor, at: datetime) -> None:
    """Have the books and every payment of these files say that it is on its way, if the quorum lets all pass."""
    with acting():
        files = locked_all(BankFile, file_ids, *WHAT)
        move_all(FILE, files, FileState.SENT, by, at)
        if by.id in {signed for one in files for signed in (one.made_by, one.reviewed_by, one.released_by)}:
            raise SamePerson
        held = _held(files)
        checkpoint = require_witnessed([*subjects(held)], policy)
        BankFile.objects.filter(pk__in=file_ids).update(
            state=FileState.SENT, sent_by=by.id, sent_at=at, checkpoint=checkpoint
        )
        record(type="payments.file_sent", rows=files, by=by, at=at)
        change_all([_on_its_way(one, held[one.pk], by, at) for one in files], State.INSTRUCTED)
        instruct_all([_for_the_books(one, held[one.pk], by, at) for one in files])


def subjects(held: Mapping[int, Sequence[Held]]) -> Iterator[str]:
    """Yield how the log calls files and each of their payments."""
    for file, payments in held.items():
        yield f"payments.bankfile/{file}"
        yield from (f"payments.payment/{number}" for number, _, _ in payments)


def _held(files: Sequence[BankFile]) -> dict[int, list[Held]]:
    """Return file → its payments, in their order."""
    held: dict[int, list[Held]] = {file.pk: [] for file in files}
    found = Payment.objects.filter(file__in=list(held)).order_by("id")
    for file, number, name, fen in found.values_list("file_id", "id", "end_to_end_id", "amount_fen"):
        held[file].append((number, name, fen))
    return held


def _on_its_way(file: BankFile, held: Sequence[Held], by: Actor, at: datetime) -> Together:
    act = Act(by.id, at, file.message_id, confirmed_by=file.released_by)
    return Together([number for number, _, _ in held], file.total_fen, file.region, act)


def _for_the_books(file: BankFile, held: Sequence[Held], by: Actor, at: datetime) -> Sending:
    assert file.released_by is not None
    paper = Paper(file.message_id, by, Signed(file.released_by, Kind.CIVIL_AFFAIRS), at)
    return Sending(file.fund_id, file.message_id, {name: fen for _, name, fen in held}, paper)
