"""Any file a bank sends, told by what it holds and never by its name, read by the profile it is in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from mingbai.files.arrival.kind import What, what_is
from mingbai.files.problems import Place, Unopened
from mingbai.receipts.profiles import camt054, nested, pain002, sheets, xml
from mingbai.receipts.profiles.entry import Statement
from mingbai.receipts.profiles.refused import FileRefused

PROFILES: Mapping[str, Callable[[Path], list[Statement]]] = {
    camt054.NAME: camt054.read,
    pain002.NAME: pain002.read,
    sheets.NAME: sheets.read,
    nested.NAME: lambda path: nested.read(path, _in_archive),
}
SHEETS = (What.XLSX, What.XLS, What.TEXT, What.HTML)
HEAD_BYTES = 4_096


def read_receipts(path: Path, profile: str = "") -> list[Statement]:
    """
    Return the statements of a file a bank sent; `profile` where it is known, else it is recognised.

    Raise FileRefused, whose sentence says what is missing or unknown: nothing of the file has been taken in then.
    """
    return PROFILES[profile or profile_of(path)](path)


def profile_of(path: Path, name: str = "") -> str:
    """Return the profile a file is in, whatever its sender called it; raise FileRefused for what is no receipt."""
    what = what_is(path)
    if what is What.ZIP:
        return nested.NAME
    if what in SHEETS and _is_xml(path):
        namespace, _ = xml.root_of(path)
        if camt054.is_camt054(namespace):
            return camt054.NAME
        if pain002.is_pain002(namespace):
            return pain002.NAME
        raise FileRefused(
            f"不认识的报文“{namespace}”；可收camt.054和pain.002。",
            f"An unknown message “{namespace}”: camt.054 and pain.002 are read.",
        )
    if what in SHEETS:
        return sheets.NAME
    problem = Unopened(what.value).at(Place(name or path.name))
    raise FileRefused(problem.zh, problem.en)


def _in_archive(path: Path, name: str) -> list[Statement]:
    """Return the statements of a file that lay in an archive, where it was called so."""
    profile = profile_of(path, name)
    return sheets.read(path, name) if profile == sheets.NAME else PROFILES[profile](path)


def _is_xml(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip()
    return head.startswith((b"<?xml", b"<Document", b"\xff\xfe<", b"\xfe\xff<")) and b"<html" not in head.lower()
