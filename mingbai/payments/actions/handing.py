"""The outbox: a file appears in it whole or not at all, and is never written over by another."""

import os
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.config.guards import NATION, scope
from mingbai.config.place import data_folder
from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.payments.acting import acting, locked, locked_all, permit
from mingbai.payments.actions.reserving import WHAT
from mingbai.payments.bytes_kept import bytes_of
from mingbai.payments.models import BankFile, Handover
from mingbai.payments.profiles import profiles
from mingbai.payments.refused import OutboxInTheWay, WrongState
from mingbai.payments.states import FILE, FileState

OWNER_AND_BANK = 0o640  # account numbers stand in it
SENDING = next(move for move in FILE if move.after is FileState.SENT)


def hand_over_all(*, file_ids: Collection[int], outbox: Path, by: Actor, at: datetime) -> list[Path]:
    """
    Put sent files into the outbox and note that it was done; return where they lie.

    The books have them on their way already, in a transaction that is over. The same file again is the same bytes;
    raise Tampered where they are not those that were sealed, OutboxInTheWay where another file has its name.
    """
    with acting():
        files = locked_all(BankFile, file_ids, *WHAT)
        for region in {file.region for file in files}:
            permit(SENDING, Region(region), by, at)
        return _handed(files, outbox, by.id, by, at)


def hand_over_lost(*, outbox: Path, at: datetime) -> list[Path]:
    """
    Put into the outbox what was sent and never appeared there, because its sender was killed; return where all lie.

    Nobody decides anything here: the sender did, and the books have it. One that cannot be put there keeps no other
    back: it is refused when all are done. Call it outside of any transaction.
    """
    with scope(NATION):
        lost = list(BankFile.objects.filter(state=FileState.SENT, handovers=None).order_by("id").values_list("id"))
    found, in_the_way = list[Path](), list[Refused]()
    for (number,) in lost:
        try:
            with scope(NATION), acting():
                file = locked(BankFile, number, *WHAT)
                assert file.sent_by is not None
                if not file.handovers.exists():
                    found += _handed([file], outbox, file.sent_by, None, at)
        except Refused as refused:
            in_the_way.append(refused)
    if in_the_way:
        raise in_the_way[0]
    return found


def outbox_folder() -> Path:
    """Return where the bank takes its files here, unless a sender says otherwise."""
    return Path(os.environ.get("MINGBAI_OUTBOX") or data_folder() / "outbox")


def _handed(files: Sequence[BankFile], outbox: Path, sender: int, by: Actor | None, at: datetime) -> list[Path]:
    """Put files there and note it as their sender's, done by an officer or, where nobody was asked, by the machine."""
    paths = [_put(file, outbox) for file in files]
    _flush(outbox)
    made = Handover.objects.bulk_create(
        Handover(file=file, region=file.region, sha256=file.sha256 or "", name=path.name, by=sender, at=at)
        for file, path in zip(files, paths, strict=True)
    )
    record(type="payments.file_handed_over", rows=made, by=by and by.id, at=at)
    return paths


def _put(file: BankFile, outbox: Path) -> Path:
    if file.state != FileState.SENT:
        raise WrongState("交付代发文件", "hand a bank file over", file.state)
    path = outbox / f"{file.message_id}.{profiles()[file.profile].suffix}"
    content = bytes_of(file)
    if not path.exists():
        _appear(path, content)
    elif sha256(path.read_bytes()).hexdigest() != file.sha256:
        raise OutboxInTheWay(path.name)
    return path


def _appear(path: Path, content: bytes) -> None:
    """
    Have the file there, whole, or not at all; its name is on the disk once the folder is flushed.

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


def _flush(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
