"""What is done with an upload from its page."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from mingbai.imports import actions
from mingbai.imports.following import ACTS as FOLLOWING
from mingbai.imports.following import follow
from mingbai.imports.queries import seen
from mingbai.imports.refused import Over
from mingbai.web.imports import showing
from mingbai.web.imports.forms import Said
from mingbai.web.pages import Request

if TYPE_CHECKING:
    from mingbai.imports.models import Upload

Do = Callable[[Request, "Upload", Said | None], int | None]


def _take(request: Request, upload: "Upload", _: Said | None) -> int | None:
    """Take an upload in; the rows that were left are named on its page."""
    partly = bool(request.POST.get("partly"))
    actions.take(upload_id=upload.pk, partly=partly, by=request.actor, at=timezone.now())
    return upload.pk


def _mend(request: Request, upload: "Upload", _: Said | None) -> int | None:
    """Read the cells that were typed."""
    looked = seen(upload)
    if looked is None:
        raise Over
    cells = showing.answer(request.POST, looked)
    if cells:
        actions.mend(upload_id=upload.pk, cells=cells, by=request.actor, at=timezone.now())
    else:
        actions.look_again(upload_id=upload.pk, by=request.actor, at=timezone.now())
    return upload.pk


def _name(request: Request, upload: "Upload", _: Said | None) -> int | None:
    """Read the columns of a sheet as they were named."""
    looked = seen(upload)
    sheet = showing.places(looked).get(request.POST.get("sheet", "")) if looked else None
    header = request.POST.get("header", "")
    if sheet is None or not (header.isascii() and header.isdigit()):
        raise Over
    fields = {
        int(name.removeprefix("column-")): str(text)
        for name, text in request.POST.items()
        if name.startswith("column-") and name.removeprefix("column-").isdigit()
    }
    actions.name_columns(
        upload_id=upload.pk, sheet=sheet, table=request.POST.get("table", ""), header_row=int(header), fields=fields,
        by=request.actor, at=timezone.now(),
    )  # fmt: skip
    return upload.pk


def _say(request: Request, upload: "Upload", form: Said | None) -> int | None:
    """Say what the files do not."""
    assert form is not None
    given: dict[str, Any] = dict(form.cleaned_data)
    kind, month = given.pop("kind"), given.pop("month")
    if paper := given.pop("paper", b""):
        given["paper"] = sha256(paper).hexdigest()
    given |= {name: str(given[name] or "") for name in ("as_of", "from_on") if name in given}
    actions.say(upload_id=upload.pk, kind=kind, month=month, said=given, by=request.actor, at=timezone.now())
    return upload.pk


def _put_away(request: Request, upload: "Upload", _: Said | None) -> int | None:
    """Put it away."""
    actions.put_away(upload_id=upload.pk, by=request.actor)
    return upload.pk


def _follow(name: str) -> Do:
    def follow_up(request: Request, upload: "Upload", _: Said | None) -> int | None:
        reason = request.POST.get("reason", "")
        follow(upload=upload, name=name, reason=reason, by=request.actor, at=timezone.now())
        return upload.pk

    return follow_up


ACTS: Mapping[str, Do] = {
    "take": _take,
    "mend": _mend,
    "name": _name,
    "say": _say,
    "put_away": _put_away,
    **{name: _follow(name) for name in FOLLOWING},
}
