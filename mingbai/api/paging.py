"""Pages of long lists: by the last row seen, not by number, so that none is missed or told twice while rows come."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from mingbai.api.problems import Problem

T = TypeVar("T")
NOT_ASKED = ("cursor", "limit")  # what another page of the same question may change


class Paging(Schema):
    """Which page of a list, and how long."""

    cursor: str = Field("", max_length=400, description="上一页的 next · `next` of the page before")
    limit: int = Field(50, ge=1, le=200, description="每页行数 · rows of a page")


class Page(Schema, Generic[T]):
    """Some rows, and where to go on; `next` is null after the last."""

    items: list[T]
    next: str | None


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any]",
    asked: Paging,
    shown: Callable[[Sequence[Any]], list[T]],
) -> Page[T]:
    """Return the page asked for, in the order of the rows' keys, the oldest first."""
    salt = _question(request)
    found = rows.order_by("pk")
    if asked.cursor:
        try:
            found = found.filter(pk__gt=signing.loads(asked.cursor, salt=salt))
        except signing.BadSignature as error:
            raise Problem("cursor") from error
    some = list(found[: asked.limit + 1])
    here = some[: asked.limit]
    more = signing.dumps(_plain(here[-1].pk), salt=salt) if len(some) > asked.limit else None
    return Page(items=shown(here), next=more)


def _question(request: HttpRequest) -> str:
    """Return what a cursor belongs to: the post that asked, the address, all that was asked."""
    asked = sorted((name, values) for name, values in request.GET.lists() if name not in NOT_ASKED)
    return f"api.cursor {request.auth.actor.post_id} {request.path} {asked}"  # type: ignore[attr-defined]


def _plain(key: Any) -> int | str:
    return key if isinstance(key, int) else str(key)
