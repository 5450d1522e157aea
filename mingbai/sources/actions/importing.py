"""Departments' lists taken in: a file, a zip or a folder, read once; all its lists or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from mingbai.files.mending import Mending
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.sources.actions.acting import acting, allow_, require_place
from mingbai.sources.actions.delivering import Facts, Imported, given_list, repeated, taken_in
from mingbai.sources.purposes import KINDS, Purpose
from mingbai.sources.reading import Arrived, read_lists
from mingbai.sources.refused import NothingRead, Unknown
from mingbai.sources.states import IMPORTS

STEP = "keep_data"


def import_delivery(
    *,
    path: Path,
    kind: str,
    department: str,
    month: Month,
    by: Actor,
    at: datetime,
    region: Region | None = None,
    as_of: date | None = None,
    purpose: Purpose = Purpose.MONTHLY,
    document: str = "",
    refused_to: Path | None = None,
    mending: Mending | None = None,
) -> Imported:
    """
    Take in a department's list of a month: one file, a zip, or a folder of the towns' files (R-1407).

    `as_of` stands where the file states no day of its own. The same file again is recognised and nothing is done; a
    new one is the next version and supersedes the last, unless the circuit breaker quarantines it. Rows that were
    refused go to `refused_to`; `mending` says what is read otherwise than it stands. Raise NothingRead, NoDate,
    ImpossibleDate, SentBefore, or what offices refuse.
    """
    facts = Facts(month, region or by.region, as_of, purpose, document, path.name)
    arrived = _read(path, {kind: department}, facts, refused_to, by, at, mending)
    if kind not in arrived.lists:
        raise NothingRead(kind, arrived.held, arrived.problems)
    return _imported(arrived, {kind: department}, facts, by, at)[kind]


def import_folder(
    *,
    path: Path,
    departments: Mapping[str, str],
    month: Month,
    by: Actor,
    at: datetime,
    region: Region | None = None,
    as_of: date | None = None,
    purpose: Purpose = Purpose.MONTHLY,
    document: str = "",
    refused_to: Path | None = None,
) -> dict[str, Imported]:
    """
    Take in all lists that a folder or a zip holds, read once: kind → who sends it; return kind → what came of it.

    All are taken in or none. A kind that is not there is not in the answer. Otherwise as `import_delivery`.
    """
    facts = Facts(month, region or by.region, as_of, purpose, document, path.name)
    return _imported(_read(path, departments, facts, refused_to, by, at), departments, facts, by, at)


def _read(
    path: Path,
    departments: Mapping[str, str],
    facts: Facts,
    refused_to: Path | None,
    by: Actor,
    at: datetime,
    mending: Mending | None = None,
) -> Arrived:
    """Return the lists read, once it is clear that the actor may take them in."""
    if unknown := [kind for kind in departments if kind not in KINDS]:
        raise Unknown(
            f"没有“{unknown[0]}”这种名单，可选：{'、'.join(KINDS)}。",
            f"There is no list “{unknown[0]}”: choose of {', '.join(KINDS)}.",
        )
    with acting(by):
        allow_(by, IMPORTS, ("导入部门名单", "import a department's list"), at)
        require_place(by, facts.region)
        require_listed(step_id=STEP, by=by, region=facts.region, on=day_of(at))
    region = facts.region.code
    return read_lists(path, departments, month=facts.month, region=region, refused_to=refused_to, mending=mending)


def _imported(
    arrived: Arrived, departments: Mapping[str, str], facts: Facts, by: Actor, at: datetime
) -> dict[str, Imported]:
    """Write every list that is new, in one transaction."""
    with acting(by):
        done = {
            kind: repeated(kind, departments[kind], read, facts)
            or taken_in(*given_list(kind, departments[kind], read, facts, by, at), arrived.problems, by, at)
            for kind, read in arrived.lists.items()
        }
        return {kind: replace(came, wrong=arrived.lists[kind].wrong) for kind, came in done.items()}
