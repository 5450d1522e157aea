"""What was dropped, by whom, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, Sum

from mingbai.imports.looking import Looked
from mingbai.imports.models import File, Upload
from mingbai.imports.refused import NotThere
from mingbai.imports.sealing import opened_seen
from mingbai.imports.states import State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor


def uploads(region: Region) -> QuerySet[Upload]:
    """Return what was dropped in a division and below it, newest first, without what stands in it."""
    found = Upload.objects.filter(region__startswith=region.code).exclude(state=State.PUT_AWAY.value)
    files = Prefetch("files", File.objects.defer("sealed").order_by("number"))
    return found.defer("seen", "mended").select_related("officer").prefetch_related(files).order_by("-made_at", "-pk")


def upload_of(upload_id: int) -> Upload:
    """Return one upload; raise NotThere."""
    found = Upload.objects.filter(pk=upload_id).select_related("officer", "rest_of").first()
    if found is None:
        raise NotThere
    return found


def seen(upload: Upload) -> Looked | None:
    """Return what the last look at an upload found; None before the first and after it was forgotten."""
    return opened_seen(upload)


def files_of(upload: Upload) -> list[File]:
    """Return the files of an upload without what stands in them."""
    return list(upload.files.defer("sealed").order_by("number"))


def size_of(upload_id: int) -> int:
    """Return how many bytes were dropped together."""
    return File.objects.filter(upload=upload_id).aggregate(size=Sum("size"))["size"] or 0


def dropped_before(upload: Upload) -> list[Upload]:
    """Return earlier uploads that hold one of the same files, newest first; its own former half is none."""
    digests = [bytes(one) for one in upload.files.values_list("sha256", flat=True)]
    found = Upload.objects.filter(files__sha256__in=digests, pk__lt=upload.pk).exclude(state=State.PUT_AWAY.value)
    if upload.rest_of_id:
        found = found.exclude(pk=upload.rest_of_id)
    return list(found.defer("seen", "mended").select_related("officer").distinct().order_by("-pk")[:3])


def same_open(digests: Sequence[bytes], month: Month, kind: str, by: Actor) -> int | None:
    """Return the officer's own upload of exactly these files that is still open for the month."""
    mine = Upload.objects.filter(
        officer_id=by.id, state=State.OPEN.value, month=month.first_on, forgotten_on=None, rest_of=None
    )
    mine = mine.filter(kind=kind) if kind else mine
    mine = mine.annotate(count=Count("files")).filter(count=len(digests)).defer("seen", "mended")
    for upload in mine.order_by("-pk"):
        if sorted(bytes(one) for one in upload.files.values_list("sha256", flat=True)) == sorted(digests):
            return upload.pk
    return None


def last_said(name: str, by: Actor) -> dict[str, Any]:
    """Return what the same office said of the last list of that name: which department sends it."""
    found = Upload.objects.filter(
        region=by.region.code, kind="lists", state=State.TAKEN.value, said__list=name
    ).order_by("-taken_at")
    said = found.values_list("said", flat=True).first() or {}
    return {key: said[key] for key in ("department",) if said.get(key)}
