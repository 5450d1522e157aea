"""What officers and systems ask of this stage that takes a while: a department's long list taken in."""

from datetime import date, datetime
from pathlib import Path

from mingbai.config.rooms import room
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.sources.actions import import_delivery
from mingbai.sources.actions.importing import STEP

LISTING = "sources.deliver"


def ask_delivery(
    *,
    path: Path,
    kind: str,
    department: str,
    document: str,
    month: Month,
    region: Region,
    as_of: date | None,
    by: Actor,
    at: datetime,
) -> int:
    """Ask that a department's list be taken in and return the errand; raise what `import_delivery` does at once."""
    require_listed(step_id=STEP, by=by, region=region, on=day_of(at))
    return ask(
        LISTING, subject=path.name, by=by, at=at, files=[(path.name, path.read_bytes())], kind=kind,
        department=department, document=document, month=str(month), region=region.code,
        as_of=as_of.isoformat() if as_of else "",
    )  # fmt: skip


@errand(LISTING, title="导入外部门名单", title_en="import of a department's list")
def deliver(doing: Doing, *, kind: str, department: str, document: str, month: str, region: str, as_of: str) -> Came:
    """Take in the list that was sent."""
    ((name, content),) = doing.files
    doing.phase("读取名单", "reading the list")
    with room() as folder:
        path = folder / Path(name).name
        path.write_bytes(content)
        came = import_delivery(
            path=path, kind=kind, department=department, document=document, month=Month.parse(month),
            region=Region(region), as_of=date.fromisoformat(as_of) if as_of else None, by=doing.actor, at=doing.at,
        )  # fmt: skip
    zh = f"已导入{came.rows:,}行，退回{came.refused_rows:,}行。"
    return Came(zh, f"{came.rows:,} rows imported, {came.refused_rows:,} refused.", {"delivery": came.delivery_id})
