"""The outbox: a file appears in it whole or not at all, and is never written over by another."""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.config.guards import NATION, scope
from mingbai.config.place import data_folder
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, permit
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.bytes_kept import bytes_of
from mingbai.payments.models import BankFile, Handover
from mingbai.payments.profiles import profiles
from mingbai.payments.refused import OutboxInTheWay, WrongState
from mingbai.payments.states import FILE, FileState

OWNER_AND_BANK = 0o640  # account numbers stand in it
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
        return _handed(file, outbox, by.id, by, at)


def hand_over_lost(*, outbox: Path, at: datetime) -> list[Path]:
    """
    Put into the outbox what was sent and never appeared there, because its sender was killed; return where all lie.

    Nobody decides anything here: the sender did, and the books have it. Call it outside of any transaction.
    """
    with scope(NATION):
        lost = list(BankFile.objects.filter(state=FileState.SENT, handovers=None).order_by("id").values_list("id"))
    found = []
    for (number,) in lost:
        with scope(NATION), acting():
            file = locked(BankFile, number, *WHAT)
            assert file.sent_by is not None
            if not file.handovers.exists():
                found.append(_handed(file, outbox, file.sent_by, None, at))
    return found


def outbox_folder() -> Path:
    """Return where the bank takes its files here, unless a sender says otherwise."""
    return Path(os.environ.get("MINGBAI_OUTBOX") or data_folder() / "outbox")


def _handed(file: BankFile, outbox: Path, sender: int, by: Actor | None, at: datetime) -> Path:
    """Put a file there and note it as its sender's, done by an officer or, where nobody was asked, by the machine."""
    if file.state != FileState.SENT:
        raise WrongState("交付代发文件", "hand a bank file over", file.state)
    content = bytes_of(file)
    path = outbox / f"{file.message_id}.{profiles()[file.profile].suffix}"
    if not path.exists():
        _appear(path, content)
    elif sha256(path.read_bytes()).hexdigest() != file.sha256:
        raise OutboxInTheWay(path.name)
    assert file.sha256 is not None
    made = Handover.objects.create(file=file, region=file.region, sha256=file.sha256, name=path.name, by=sender, at=at)
    record(type="payments.file_handed_over", rows=[made], by=by and by.id, at=at)
    return path


def _appear(path: Path, content: bytes) -> None:
    """
    Have the file there, whole and on the disk, or not at all.

    Its partial has one name, so that who is killed leaves nothing that the next attempt does not take over; the lock on
    the file's record keeps two from writing it at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_AND_BANK), "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)  # noqa: PTH105 (as the tests that kill us here watch it)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
