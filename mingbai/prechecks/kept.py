"""The frozen month kept: one sealed file a snapshot, so that a finding can be found again years later (D7)."""

import io
import tarfile
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

from mingbai.config.place import data_folder
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, opened, seal
from mingbai.policy.parameters import ParameterSet

PART = 45_000  # bytes of an archive sealed at once
PARAMETERS = "parameters.json"
LENGTH = 4  # bytes before each part that say how long it is


class NotKept(LookupError):
    """The sealed snapshot is not where it was put, or not as it was put there."""

    def __init__(self, file_sha256: str) -> None:
        self.zh = f"封存的快照{file_sha256}不在或已被改动，无法重算；请从备份恢复。"
        self.en = f"The sealed snapshot {file_sha256} is gone or altered: bring it back from a backup."
        super().__init__(f"{self.zh} {self.en}")


def keep(folder: Path, parameters: ParameterSet) -> str:
    """Seal a frozen month with its parameters into one file; return the file's SHA-256, by which it is found."""
    (folder / PARAMETERS).write_text(parameters.as_json(), encoding="utf-8")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.add(path, arcname=str(path.relative_to(folder)))
    ring, plain = installed_ring(), packed.getvalue()
    parts = (plain[begin : begin + PART] for begin in range(0, len(plain), PART))
    sealed = [seal(ring, _place(number), b64encode(part).decode()) for number, part in enumerate(parts)]
    whole = b"".join(len(part).to_bytes(LENGTH) + part for part in sealed)
    digest = sha256(whole).hexdigest()
    file = file_of(digest)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_bytes(whole)
    unfinished.replace(file)
    return digest


def unpack(digest: str, into: Path) -> ParameterSet:
    """Open a kept month in the empty folder `into` and return its parameters; raise NotKept."""
    file = file_of(digest)
    whole = file.read_bytes() if file.is_file() else b""
    if sha256(whole).hexdigest() != digest:
        raise NotKept(digest)
    ring, packed, begin, number = installed_ring(), io.BytesIO(), 0, 0
    while begin < len(whole):
        end = begin + LENGTH + int.from_bytes(whole[begin : begin + LENGTH])
        packed.write(b64decode(opened(ring, _place(number), whole[begin + LENGTH : end])))
        begin, number = end, number + 1
    packed.seek(0)
    with tarfile.open(fileobj=packed) as archive:
        archive.extractall(into, filter="data")
    return ParameterSet.from_json((into / PARAMETERS).read_text(encoding="utf-8"))


def file_of(digest: str) -> Path:
    """Return where a kept month lies."""
    return data_folder() / "snapshots" / f"{digest}.sealed"


def _place(number: int) -> Place:
    return Place("prechecks_snapshot", "part", number)
