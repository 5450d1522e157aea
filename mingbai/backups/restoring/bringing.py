"""A restore from beginning to end: loaded aside, proven, written down in its own log, put in place."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from mingbai.backups.actions.trying import note_restored
from mingbai.backups.head import Head
from mingbai.backups.keys import Escrow
from mingbai.backups.restoring.proving import Proof, prove
from mingbai.backups.restoring.staging import Step, brought_back
from mingbai.config.desk import open_desk

Tick = Callable[[int, int], None]


class DoesNotHold(Exception):
    """What was brought back is not what was backed up: it was not put in place."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.zh, self.en = proof.said()
        super().__init__(f"{self.zh} {self.en}")


def bring_back(
    file: Path,
    escrow: Escrow,
    *,
    accept_faults: bool = False,
    step: Step = lambda _zh, _en: None,
    tick: Tick = lambda _done, _all: None,
) -> Proof:
    """
    Restore a backup into the empty place that MINGBAI_DATA or DATABASE_URL names; return its proof.

    Raise DoesNotHold, with nothing put in place, unless faults are accepted; otherwise as `brought_back`.
    """
    begin = time.monotonic()
    with brought_back(file, escrow, step) as loaded, _settings_of(loaded.head), open_desk():
        step("正在核验", "Proving")
        proof = prove(loaded.head, loaded.files, loaded.wrong_counts, tick)
        if not proof.is_whole and not accept_faults:
            raise DoesNotHold(proof)
        note_restored(proof, time.monotonic() - begin, at=timezone.now())
    return proof


@contextmanager
def _settings_of(head: Head) -> Iterator[None]:
    """Work with the settings the backup was made with, as far as the surroundings name none."""
    added = {name: value for name, value in head.settings.items() if not os.environ.get(name)}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
