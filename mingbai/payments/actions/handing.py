"""The outbox: a file appears in it whole or not at all, and is never written over by another."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.evidence.actions import record
from mingbai.files.writing import appearing_file
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, permit
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.bytes_kept import bytes_of
from mingbai.payments.models import BankFile, Handover
from mingbai.payments.profiles import profiles
from mingbai.payments.refused import OutboxInTheWay, WrongState
from mingbai.payments.states import FILE, FileState

SENDING = next(move for move in FILE if move.after is FileState.SENT)


def hand_over(*, file_id: int, outbox: Path, by: Actor, at: datetime) -> Path:
    """
    Put a sent file into the outbox and note that it was done; return where it lies.

    The books have it on its way already, in a transaction that is over. The same file again is the same bytes; raise
    Tampered where they are not those that were sealed, OutboxInTheWay where another file has its name.
    """
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        permit(SENDING, Region(file.region), by, at)
        if file.state != FileState.SENT:
            raise WrongState("交付代发文件", "hand a bank file over", file.state)
        content = bytes_of(file)
        path = outbox / f"{file.message_id}.{profiles()[file.profile].suffix}"
        if not path.exists():
            with appearing_file(path) as partial:
                partial.write_bytes(content)
        elif sha256(path.read_bytes()).hexdigest() != file.sha256:
            raise OutboxInTheWay(path.name)
        assert file.sha256 is not None
        made = Handover.objects.create(
            file=file, region=file.region, sha256=file.sha256, name=path.name, by=by.id, at=at
        )
        record(type="payments.file_handed_over", rows=[made], by=by.id, at=at)
        return path
