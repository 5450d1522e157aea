"""An upload is looked at: after it was dropped, after something was said of it, after cells or columns were mended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mingbai.files.mending import Mending, Sheet
from mingbai.imports.actions.acting import given, own
from mingbai.imports.desk.looking import look_at_desk
from mingbai.imports.kinds import KINDS, KNOWN, kind_told, kinds_for
from mingbai.imports.looking import Looked, Progress, held_tables, look
from mingbai.imports.models import Upload
from mingbai.imports.queries import last_said
from mingbai.imports.refused import Over
from mingbai.imports.sealing import opened_mended, opened_seen, seal_mended, seal_seen
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor

LOOKED = ["kind", "month", "said", "mended", "seen", "counts", "looked_at"]
Cells = Mapping[Sheet, Mapping[int, Mapping[int, str]]]


def look_again(*, upload_id: int, by: Actor, at: datetime, progress: Progress = lambda *_: None) -> None:
    """Look at an upload once more: the library may have changed meanwhile."""
    with transaction.atomic():
        upload = own(upload_id, by)
        if upload.looked_at is None:
            first_look(upload, by, at, progress)
        else:
            looked_at(upload, opened_mended(upload), by, at, progress)


def say(*, upload_id: int, kind: str, month: Month, said: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Say what the files do not: what they are to be taken in as, for which month, from whom; look at them again."""
    with transaction.atomic():
        upload = own(upload_id, by)
        if kind not in {one.name for one in kinds_for(by)}:
            raise Over
        upload.kind, upload.month = kind, month.first_on
        upload.said = upload.said | dict(said)
        looked_at(upload, opened_mended(upload), by, at)


def mend(*, upload_id: int, cells: Cells, by: Actor, at: datetime) -> None:
    """Read other cells in place of those that stand there, on top of what was mended before; look at it again."""
    with transaction.atomic():
        upload = own(upload_id, by)
        former = opened_mended(upload)
        looked_at(upload, Mending(_over(former.cells, cells), former.tables, former.only), by, at)


def name_columns(
    *, upload_id: int, sheet: Sheet, table: str, header_row: int, fields: Mapping[int, str], by: Actor, at: datetime
) -> None:
    """
    Read the columns of a sheet as these fields of a table (empty: not at all), from that header row on; look again.

    A field that another column had is that column's no longer.
    """
    with transaction.atomic():
        upload = own(upload_id, by)
        former, seen = opened_mended(upload), opened_seen(upload)
        was = next((one for one in (seen.sheets if seen else ()) if (one.file, one.sheet) == sheet), None)
        if was is None or table not in KINDS[upload.kind].tables:
            raise Over
        if not {*fields.values()} <= {"", *(column.name for column in KNOWN[table].columns)}:
            raise Over
        as_read = {one.place: one.field for one in was.columns} if was.table == table else {}
        chosen = {place: field for place, field in fields.items() if field != as_read.get(place, "")}
        taken = set(chosen.values())
        lost = {place: "" for place, field in as_read.items() if field in taken and place not in chosen}
        headers = {place: KNOWN[table][name].headers[0] if name else "" for place, name in (lost | chosen).items()}
        if header_row != was.header_row:
            headers |= {place: KNOWN[table][name].headers[0] for place, name in fields.items() if name}
        tables = {**former.tables, sheet: KNOWN[table].title}
        cells = _over(former.cells, {sheet: {header_row: headers}} if headers else {})
        looked_at(upload, Mending(cells, tables, former.only), by, at)


def first_look(upload: Upload, by: Actor, at: datetime, progress: Progress = lambda *_: None) -> None:
    """Look at an upload nobody looked at yet: what the lists are, they tell themselves where nobody said it."""
    if not upload.kind or upload.kind == "lists":
        with given(upload, Mending(), by, at) as lists:
            held = held_tables(lists)
        kind = KINDS[upload.kind] if upload.kind else kind_told(held, by)
        assert kind is not None
        upload.kind = kind.name
        if "list" in kind.asks:
            name = upload.said.get("list") or next((table for table in held if table in kind.tables), "")
            upload.said = (
                last_said(name, by) | {"list": name} | {key: said for key, said in upload.said.items() if said}
            )
    looked_at(upload, Mending(), by, at, progress)


def looked_at(
    upload: Upload, mending: Mending, by: Actor, at: datetime, progress: Progress = lambda *_: None
) -> Looked:
    """Look at an upload as mended, keep what was found; return it."""
    with given(upload, mending, by, at) as lists:
        looks = look_at_desk if KINDS[upload.kind].is_of_desk else look
        looked = looks(upload.kind, lists, progress)
    upload.mended, upload.seen = seal_mended(upload, mending), seal_seen(upload, looked)
    upload.counts, upload.looked_at = looked.counts, at
    upload.save(update_fields=LOOKED)
    return looked


def _over(former: Cells, cells: Cells) -> dict[Sheet, dict[int, dict[int, str]]]:
    """Return the cells mended before with those mended now on top."""
    together = {sheet: {row: dict(texts) for row, texts in rows.items()} for sheet, rows in former.items()}
    for sheet, rows in cells.items():
        for row, texts in rows.items():
            together.setdefault(sheet, {}).setdefault(row, {}).update(texts)
    return together
