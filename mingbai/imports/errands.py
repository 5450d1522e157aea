"""Long imports as errands: a large file is looked at, or taken in, while its officer does something else."""

from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.imports.actions import look_again
from mingbai.imports.actions import take as taken
from mingbai.imports.queries import upload_of

LOOKING, TAKING = "imports.look", "imports.take"


@errand(LOOKING, title="核对导入的名单", title_en="Check of lists to import")
def look(doing: Doing, *, upload_id: int) -> Came:
    """Look at an upload."""
    look_again(upload_id=upload_id, by=doing.actor, at=doing.at, progress=doing.phase)
    counts = upload_of(upload_id).counts
    return Came(
        f"合格{counts['good']:,}行，需修正{counts['failed']:,}行。",
        f"{counts['good']:,} rows good, {counts['failed']:,} to mend.",
        {"upload": upload_id},
    )


@errand(TAKING, title="导入名单", title_en="Take lists in")
def take(doing: Doing, *, upload_id: int, partly: bool) -> Came:
    """Take an upload in."""
    rest = taken(upload_id=upload_id, partly=partly, by=doing.actor, at=doing.at, progress=doing.phase)
    counts = upload_of(upload_id).counts
    return Came(
        f"已导入{counts['good']:,}行，留待修正{counts['failed']:,}行。",
        f"{counts['good']:,} rows imported, {counts['failed']:,} left to fix.",
        {"upload": upload_id, "rest": rest},
    )
