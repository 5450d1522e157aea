"""Papers written to a folder, each in the log by its code and digest before anybody can see it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mingbai.evidence.actions import Record, record_contents
from mingbai.files.writing.folder import appearing_file
from mingbai.kernel.masks import mask_account
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.papers import Paper, Signature, check_code, render

NUMBERS = re.compile(r"\d{7,}[Xx]?")


@dataclass(frozen=True)
class Printed:
    """A paper and what of the desk it is about."""

    paper: Paper
    subject: str
    region: str
    month: Month


def issued(
    papers: Mapping[str, Printed], *, bilingual: bool, fonts: Path | None = None, by: Actor, at: datetime
) -> Iterator[tuple[str, bytes]]:
    """Set the papers one after the other; yield each with its file's name once the log has it."""
    for name, printed in papers.items():
        pdf = render(printed.paper, bilingual=bilingual, fonts=fonts)
        digest = sha256(pdf).hexdigest()
        content = {"about": printed.subject, "number": printed.paper.number, "sha256": digest}
        places = {"region": printed.region, "month": str(printed.month.first_on)}
        subject = subject_of(printed.paper.template, check_code(printed.paper), digest)
        record_contents(type="papers.printed", records=[Record(subject, content, places)], by=by, at=at)
        yield f"{name}.pdf", pdf


def written(
    papers: Mapping[str, Printed], folder: Path, *, bilingual: bool, fonts: Path | None, by: Actor, at: datetime
) -> dict[Path, str]:
    """Write the papers under their names; return each file's SHA-256, as the log has it."""
    made = {}
    for name, pdf in issued(papers, bilingual=bilingual, fonts=fonts, by=by, at=at):
        path = folder / name
        with appearing_file(path) as unfinished:
            unfinished.write_bytes(pdf)
        made[path] = sha256(pdf).hexdigest()
    return made


def subject_of(template: str, code: str, digest: str = "") -> str:
    """Return what a printing is called in the log: its template, the code at its foot, and the file's SHA-256."""
    return f"papers.{template}/{code}/{digest}"


def without_numbers(text: str) -> str:
    """Return what somebody wrote with the numbers of accounts, persons and telephones in it masked."""
    return NUMBERS.sub(lambda found: mask_account(found[0]), text)


def signed(place: Signature, officer_id: int | None, at: datetime | None, names: Mapping[int, str]) -> Signature:
    """Return a place to sign with who signed at the desk already, empty where nobody has."""
    if officer_id is None or at is None:
        return place
    return Signature(place.role, place.role_en, names.get(officer_id, ""), at)
