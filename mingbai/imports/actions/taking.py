"""An upload is taken in: wholly, or its good rows by somebody's explicit choice; the others come back on their own."""

from datetime import datetime

from django.db import transaction

from mingbai.files.mending import Mending, Sheet
from mingbai.imports.actions.acting import given, own
from mingbai.imports.actions.looking import looked_at
from mingbai.imports.bringing import bring
from mingbai.imports.given import Came
from mingbai.imports.kinds import KINDS
from mingbai.imports.looking import Looked, Progress
from mingbai.imports.models import File, Upload
from mingbai.imports.refused import RowsLeft
from mingbai.imports.sealing import opened_file, opened_mended, opened_seen, seal_file
from mingbai.imports.states import State
from mingbai.offices.actor import Actor


def take(
    *, upload_id: int, partly: bool = False, by: Actor, at: datetime, progress: Progress = lambda *_: None
) -> int | None:
    """
    Take an upload in; return the number under which the rows that were left wait to be mended, if any were.

    Raise RowsLeft where rows would be left and nobody chose that, and whatever the stage refuses: then nothing is
    taken, and what was dropped and mended stands as it did.
    """
    with transaction.atomic():
        upload = own(upload_id, by)
        looked, mending = opened_seen(upload), opened_mended(upload)
        if looked is None or (looked.failed and not partly):
            raise RowsLeft(len(looked.failed) if looked else 0)
        progress("导入", "taking in")
        with given(upload, mending, by, at) as lists:
            came = bring(upload.kind, lists)
        upload.state, upload.taken_at, upload.result = State.TAKEN.value, at, _result(came, looked)
        upload.save(update_fields=["state", "taken_at", "result"])
        return _rest(upload, mending, looked, by, at).pk if looked.failed else None


def put_away(*, upload_id: int, by: Actor) -> None:
    """Put an upload away: nothing of it is taken in; what was dropped is forgotten with the others of its day."""
    with transaction.atomic():
        upload = own(upload_id, by)
        upload.state = State.PUT_AWAY.value
        upload.save(update_fields=["state"])


def _result(came: Came, looked: Looked) -> dict[str, object]:
    return {"counts": came.counts, "ids": came.ids, "notes": came.notes, "left": len(looked.failed)}


def _rest(upload: Upload, mending: Mending, looked: Looked, by: Actor, at: datetime) -> Upload:
    """Return a further upload of the same files that holds the rows that were left; of a list, all of its rows."""
    rest = Upload.objects.create(
        region=upload.region, officer_id=by.id, post=by.post_id, kind=upload.kind, month=upload.month,
        said=upload.said, made_at=at, rest_of=upload,
    )  # fmt: skip
    for file in upload.files.select_related("upload").order_by("number"):
        sealed = seal_file(rest, file.number, opened_file(file))
        File.objects.create(
            upload=rest, region=file.region, number=file.number, name=file.name, sha256=file.sha256, size=file.size,
            sealed=sealed,
        )  # fmt: skip
    if KINDS[upload.kind].adds:
        only: dict[Sheet, set[int]] = {(one.file, one.sheet): set() for one in looked.sheets if one.table}
        for file_name, sheet, row in (*looked.failed, *looked.again):
            only[file_name, sheet].add(row)
        mending = Mending(mending.cells, mending.tables, {sheet: frozenset(rows) for sheet, rows in only.items()})
    looked_at(rest, mending, by, at)
    return rest
