"""What every act here asks first, and the files laid down for as long as they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mingbai.config.rooms import room
from mingbai.files.mending import Mending
from mingbai.imports.given import Given
from mingbai.imports.models import Upload
from mingbai.imports.refused import NotThere, NotYours, Over
from mingbai.imports.sealing import opened_file
from mingbai.imports.states import State
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor


def own(upload_id: int, by: Actor) -> Upload:
    """Return an upload that its officer works on, held until the act is done; raise if it is over."""
    found = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if found is None:
        raise NotThere
    if found.officer_id != by.id:
        raise NotYours
    if found.state != State.OPEN or found.forgotten_on:
        raise Over
    return found


@contextmanager
def given(upload: Upload, mending: Mending, by: Actor, at: datetime) -> Iterator[Given]:
    """Yield what is to be taken in, its files laid down under the names they came with."""
    with room() as folder:
        files = list(upload.files.select_related("upload").order_by("number"))
        for file in files:
            (folder / file.name).write_bytes(opened_file(file))
        path: Path = folder / files[0].name if len(files) == 1 else folder
        yield Given(path, mending, Month.parse(upload.month), upload.said, by, at)
