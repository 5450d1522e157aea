"""A log of its own for a module's tests: acts placed, checkpoints signed, cosigned by four offices, files published."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingbai.config.place import data_folder
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key, policy_file
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.publishing import gather_cosignatures, publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.asking import Post
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.evidence.witnesses.witness import Witness

OFFICES = ("民政", "财政", "审计", "纪检")
AT = 1_795_312_800  # 2026-11-22 02:00 UTC


@dataclass(frozen=True)
class Log:
    """The log of a module's desk and its witnesses."""

    witnesses: dict[str, Witness]

    def brought_up(self, *offices: str) -> int:
        """Place what waits, publish, and have some witnesses cosign, all four by default; return the log's size."""
        append_all(key=log_key())
        publish(log_files())
        gather_cosignatures(log_files(), installed_policy(), lambda url: self._post(url, offices or OFFICES))
        checkpoint = publish(log_files())
        assert checkpoint is not None
        return checkpoint.size

    def _post(self, url: str, awake: tuple[str, ...]) -> Post:
        office = url.removeprefix("http://")

        def post(body: bytes) -> tuple[int, bytes]:
            if office not in awake:
                return 503, b"asleep"
            answer = self.witnesses[office].answer(body, at=AT)
            return answer.status, answer.body.encode()

        return post


@contextmanager
def a_log(folder: Path) -> Iterator[Log]:
    """Have the desk's keys and a log of its own lie in a folder; one of 民政/财政 and one of 审计/纪检 must cosign."""
    data = folder / "data"
    log_key(), installed_ring()  # are there: what was kept under them (keeping.py) opens here too
    shutil.copytree(data_folder() / "keys", data / "keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGBAI_DATA", str(data))
        data.mkdir(parents=True, exist_ok=True)
        ours = log_key().verifier
        keys = {office: new_key(f"witness.example/{office}", KeyKind.WITNESS) for office in OFFICES}
        made = {
            office: Witness(key, [ours], WitnessMemory(FolderStorage(folder / office))) for office, key in keys.items()
        }
        lines = [f"log {ours}", *(f"witness {office} {key.verifier} http://{office}" for office, key in keys.items())]
        groups = ["group 业务 any 民政 财政", "group 监督 any 审计 纪检", "group 法定 all 业务 监督", "quorum 法定", ""]
        policy_file().write_text("\n".join([*lines, *groups]), encoding="utf-8")
        yield Log(made)
