"""How an operation is entered: by a key, allowed, in one transaction that sees the post's division; acts done once."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.constants import NOT_SET
from ninja.security import HttpBearer
from pydantic import BaseModel, Field, create_model

from mingbai.access.actions import Used, note_look, use_api_key
from mingbai.access.limits import CALLS, CALLS_WITHIN_S
from mingbai.access.whence import address_of
from mingbai.api.access import OPERATIONS
from mingbai.api.once import done_once
from mingbai.api.problems import Problem
from mingbai.api.shapes import Logged, Versioned, require_writable
from mingbai.api.versions import is_known, tag_of
from mingbai.config.rooms import room
from mingbai.evidence.actions import followed
from mingbai.evidence.queries import acts_numbered
from mingbai.offices.actor import Actor, working_as

LARGEST = 2**20  # bytes of what is sent as JSON
PIECE = 2**18
MOST_TOLD = 100  # acts of the log in one answer: a bulk act may leave a hundred thousand
LONGEST_NAME = 80
JSON = "application/json"
HEAD: dict[str, str] = {"in": "header", "required": True, "schema": {"type": "string"}}  # type: ignore[dict-item]
ONCE = {**HEAD, "name": "Idempotency-Key", "description": "重试时不变 · the same when it is tried again"}
MATCH = {**HEAD, "name": "If-Match", "description": "所读版本的 ETag · the ETag of what was read"}
BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
PROBLEM = {
    "description": "出错时按 RFC 9457 说明 · what is wrong, as RFC 9457 tells it",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail", "instance"],
                "properties": {
                    **{name: {"type": "string"} for name in ("type", "title", "detail", "instance")},
                    "status": {"type": "integer"},
                    "rows": {"type": "array", "items": {"type": "object"}},
                },
            }
        }
    },
}
View = Callable[..., Any]
router = Router()


class Request(HttpRequest):
    """A request as operations see it."""

    auth: Used
    actor: Actor  # in whose post the system works
    laid: Path  # of an upload: where it lies
    body_sha256: str  # of what was sent with an act


class Key(HttpBearer):
    """A system's key, in the Authorization header; a session of the console counts for nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> Used:
        """Return whose post the key opens, the use kept; refusals fly out as problems."""
        require_length(request, LARGEST_OF.get(str(request.resolver_match.url_name), LARGEST))  # type: ignore[union-attr]
        path = request.path.replace("\0", "")
        at = timezone.now()
        used = use_api_key(token=token, method=str(request.method), path=path, address=address_of(request), at=at)
        request.auth, request.actor = used, used.actor  # type: ignore[attr-defined]
        return used


LARGEST_OF: dict[str, int] = {}  # operation → bytes it takes; others take JSON


def reads(path: str, name: str) -> Callable[[View], View]:
    """Declare what answers a question at an address; `access.py` says by this name whom."""

    def declare(view: View) -> View:
        router.get(path, **_about(view, name))(_entered(view, name))
        return view

    return declare


def acts(
    path: str, name: str, *, status: int = 200, upload: int = 0, later: type[BaseModel] | None = None, on: str = ""
) -> Callable[[View], View]:
    """
    Declare what does an act at an address, once for each Idempotency-Key.

    It answers the record with what was logged of it. `upload`: so many bytes at most, taken as they are. `later`: what
    is answered (202) where the work takes a while. `on`: the kind of record it changes, whose version it names.
    """

    def declare(view: View) -> View:
        more = [ONCE, MATCH] if on else [ONCE]
        extra: dict[str, Any] = {"parameters": more}
        if upload:
            LARGEST_OF[name] = upload
            extra["requestBody"] = {"required": True, **BYTES}
        about = _about(view, name)
        about["openapi_extra"] |= extra
        now = [one for one in get_args(about["response"]) or [about["response"]] if one is not later]
        about["response"] = ({status: _with_receipt(now[0])} if now else {}) | ({202: later} if later else {})
        router.post(path, **about)(_acted(view, name, status, upload, later))
        return view

    return declare


def look(request: Request, subject: str, rows: int = 1, *, reason: str = "", is_export: bool = False) -> None:
    """Keep, before it is shown, that somebody's data was asked for through a key (R-1505)."""
    if rows:
        name = f"api.{request.resolver_match.url_name}"  # type: ignore[union-attr]
        note_look(
            page=name[:80], by=request.actor, at=timezone.now(), address=address_of(request), subject=subject[:200],
            reason=reason, rows=rows, is_export=is_export,
        )  # fmt: skip


def handed(name: str, content: bytes, kind: str) -> HttpResponse:
    """Return a file to be taken away under its name."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer


def require_length(request: HttpRequest, most: int) -> None:
    """Raise Problem before a body is read that is too long or does not say how long it is."""
    if request.method in ("GET", "HEAD"):
        return
    said = request.headers.get("Content-Length") or "0"
    if not (said.isascii() and said.isdigit()) or "Transfer-Encoding" in request.headers:
        raise Problem("length")
    if int(said) > most:
        size = f"{most // 2**20} MB"
        zh, en = f"请求体超过{size}，请拆分后再传。", f"The body is larger than {size}: send it in parts."
        raise Problem("large", lambda language: en if language == "en" else zh)


def _about(view: View, name: str) -> dict[str, Any]:
    answer = get_type_hints(view)["return"]
    about: dict[str, Any] = {"summary": view.__doc__, "description": ""}
    responses: dict[str | int, Any] = {"default": PROBLEM}
    about["response"] = answer
    if answer is HttpResponse:
        about["response"], responses = NOT_SET, {200: {"description": "OK", **BYTES}, **responses}
    about["openapi_extra"] = {"responses": responses}
    return about | {"operation_id": name, "url_name": name, "tags": [name.partition(".")[0]]}


def _entered(view: View, name: str) -> View:
    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        with _allowed(request, name):
            return _answer(request, view(request, *args, **kwargs), 200)

    return entered


def _acted(view: View, name: str, status: int, upload: int, later: type[BaseModel] | None) -> View:
    @wraps(view)
    def acted(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        with _laid(request, upload) as request.body_sha256, _allowed(request, name):

            def act() -> HttpResponse:
                with followed() as numbers:
                    seen = view(request, *args, **kwargs)
                is_later = later is not None and isinstance(seen, later)
                response = _answer(request, seen, 202 if is_later else status, None if is_later else numbers)
                if is_later:
                    response["Location"] = seen.href
                return response

            return _limited(done_once(request, request.auth, request.body_sha256, act), request.auth)

    return acted


@contextmanager
def _allowed(request: Request, name: str) -> Iterator[None]:
    """Work as the key's post, if the operation is open to it."""
    try:
        require_writable([request.path, *(one for pair in request.GET.lists() for one in (pair[0], *pair[1]))])
    except ValueError as error:
        raise Problem("unreadable") from error
    if not OPERATIONS[name].to(request.actor):
        raise Problem("forbidden")
    with working_as(request.actor):
        yield


@contextmanager
def _laid(request: Request, upload: int) -> Iterator[str]:
    """Yield the digest of what was sent; an upload lies in a room, called as its sender called it."""
    if not upload:
        yield sha256(request.body).hexdigest()
        return
    digest = sha256()
    with room() as folder:
        request.laid = folder / (Path(request.GET.get("name", "")).name.replace("\0", "")[-LONGEST_NAME:] or "file")
        with request.laid.open("wb") as file:
            while piece := request.read(PIECE):
                digest.update(piece)
                file.write(piece)
        yield digest.hexdigest()


@cache
def _with_receipt(answer: type[BaseModel]) -> type[BaseModel]:
    """Return what an act answers: the record as it now reads, and what the log has of the act."""
    return create_model(
        f"{answer.__name__}Done", __base__=answer, __doc__=answer.__doc__,
        logged=(list[Logged], Field(description=f"存证回执，最多{MOST_TOLD}条 · what was logged, at most {MOST_TOLD}")),
        logged_in_all=(int, Field(description="登记总数 · how many acts were logged")),
    )  # fmt: skip


def _receipt(numbers: list[int]) -> dict[str, Any]:
    told = [
        Logged(id=one.pk, type=one.type, subject=one.subject, digest=one.digest).model_dump()
        for one in acts_numbered(numbers[:MOST_TOLD])
    ]
    return {"logged": told, "logged_in_all": len(numbers)}


def _answer(request: Request, seen: Any, status: int, numbers: list[int] | None = None) -> HttpResponse:
    """Return what an operation answers: a record in JSON with its version and receipt, or a response as it is."""
    if isinstance(seen, HttpResponse):
        return _limited(seen, request.auth)
    assert isinstance(seen, BaseModel)
    tag = tag_of(seen) if isinstance(seen, Versioned) else ""
    if tag and status == 200 and request.method == "GET" and is_known(request, tag):
        response = HttpResponse(status=304)
    else:
        told = seen.model_dump(mode="json") | ({} if numbers is None else _receipt(numbers))
        response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=JSON, status=status)
    if tag:
        response["ETag"] = tag
    response["Cache-Control"] = "no-store" if not tag else "private, no-cache"
    return _limited(response, request.auth)


def _limited(response: HttpResponse, used: Used) -> HttpResponse:
    """Say how often the key may still call."""
    response["RateLimit-Policy"] = f"{CALLS};w={CALLS_WITHIN_S}"
    response["RateLimit-Limit"], response["RateLimit-Remaining"] = str(CALLS), str(used.left)
    response["RateLimit-Reset"] = str(used.resets_in_s)
    return response
