"""The frozen month kept: one sealed file a snapshot, so that a finding is found again until its time is over (D7)."""

import io
import tarfile
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from mingbai.config.place import data_folder
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Place, opened_whole, seal_whole
from mingbai.policy.parameters import ParameterSet
from mingbai.prechecks.models import KeptMonth

PARAMETERS = "parameters.json"
PLACE = Place("prechecks_snapshot", "part", 0)  # its name among the files is its digest


class NotKept(LookupError):
    """The sealed snapshot is not where it was put, or not as it was put there."""

    def __init__(self, file_sha256: str) -> None:
        self.zh = f"封存的快照{file_sha256}不在或已被改动，无法重算；请从备份恢复。"
        self.en = f"The sealed snapshot {file_sha256} is gone or altered: bring it back from a backup."
        super().__init__(f"{self.zh} {self.en}")


class NoLongerHeld(NotKept):
    """The sealed snapshot was let go when its time was over; its digest is what is left of it."""

    def __init__(self, file_sha256: str, gone_on: date) -> None:
        LookupError.__init__(self)
        self.zh = (
            f"封存的快照{file_sha256}已于{gone_on}按保存期限删除（《社会救助法》第十一条），只留摘要，不能再重算；"
            "当时的结论和依据见存证。"
        )
        self.en = (
            f"The sealed snapshot {file_sha256} is no longer held since {gone_on}, when its time was over (Social "
            "Assistance Law, article 11): its digest stays, it cannot be computed again. The log has what it came to."
        )
        self.args = (f"{self.zh} {self.en}",)


def keep(folder: Path, parameters: ParameterSet, region: Region, month: Month, at: datetime) -> str:
    """
    Seal a frozen month with its parameters into one file; return the file's SHA-256, by which it is found.

    What is kept is written down, so that it goes when its time is over (`actions.let_go`).
    """
    (folder / PARAMETERS).write_text(parameters.as_json(), encoding="utf-8")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.add(path, arcname=str(path.relative_to(folder)))
    whole = seal_whole(installed_ring(), PLACE, packed.getvalue())
    digest = sha256(whole).hexdigest()
    file = file_of(digest)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_bytes(whole)
    unfinished.replace(file)
    KeptMonth.objects.create(sha256=digest, region=region.code, month=month.first_on, kept_at=at)
    return digest


def unpack(digest: str, into: Path) -> ParameterSet:
    """Open a kept month in the empty folder `into` and return its parameters; raise NotKept, or NoLongerHeld."""
    gone_on = KeptMonth.objects.filter(pk=digest).values_list("gone_on", flat=True).first()
    if gone_on is not None:
        raise NoLongerHeld(digest, gone_on)
    file = file_of(digest)
    whole = file.read_bytes() if file.is_file() else b""
    if sha256(whole).hexdigest() != digest:
        raise NotKept(digest)
    packed = io.BytesIO(opened_whole(installed_ring(), PLACE, whole))
    with tarfile.open(fileobj=packed) as archive:
        archive.extractall(into, filter="data")
    return ParameterSet.from_json((into / PARAMETERS).read_text(encoding="utf-8"))


def file_of(digest: str) -> Path:
    """Return where a kept month lies."""
    return kept_folder() / f"{digest}.sealed"


def kept_folder() -> Path:
    """Return where all kept months lie."""
    return data_folder() / "snapshots"
