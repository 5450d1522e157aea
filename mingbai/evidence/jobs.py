"""Jobs of evidence: a checkpoint well within the minute that is promised, cosigned by whoever answers."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from mingbai.config.jobs import job
from mingbai.evidence.installation import installed_policy, log_files, log_key
from mingbai.evidence.publishing import gather_cosignatures, publish
from mingbai.evidence.sequencer import append_all

LOCK = 6963
log = logging.getLogger("mingbai.evidence")


def bring_up_to_date() -> Mapping[str, Exception]:
    """
    Give all that waits its place, sign a checkpoint, publish it and ask the witnesses to cosign.

    Return why each witness that did not cosign did not.
    """
    policy, files = installed_policy(), log_files()
    with alone():
        entries: dict[int, list[bytes]] = {}
        append_all(key=log_key(), entries=entries)
        publish(files, entries)
        failed = gather_cosignatures(files, policy)
        publish(files)
    return failed


@contextmanager
def alone() -> Iterator[None]:
    """Let one worker or command at a time publish: of two at once, the slower would set the files back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with suppress(OperationalError, InterfaceError):  # the server has taken it back with the connection
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@job("evidence.append", every_s=20, own_transactions=True)
def append(*, at: datetime) -> None:  # noqa: ARG001 - a checkpoint has no moment of its own
    """Bring the log up to date; a witness that does not answer is asked again the next time."""
    for name, error in bring_up_to_date().items():
        log.warning("%s did not cosign: %s", name, error)
