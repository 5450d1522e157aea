"""What went wrong, as RFC 9457 tells it, in the language asked for: what, why, how to mend, and row by row."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mingbai.access.refused import KeyOpensNothing, TooFast, TooMany
from mingbai.offices.refused import NotInOffice, NotListed, NotReadable, NotYours

MEDIA = "application/problem+json"
NOT_THEIRS = (NotYours, NotReadable, NotListed, NotInOffice)
NO_KEY = 'Bearer realm="mingbai"'
log = logging.getLogger(__name__)
Said = Callable[[str], str]  # the sentence in `zh` or `en`


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its status, its title, and what is said where a stage says nothing better."""

    status: int
    title: tuple[str, str]  # Chinese, English
    detail: tuple[str, str] = ("", "")


KINDS: Mapping[str, Kind] = {
    "key": Kind(401, ("没有有效的接口密钥", "No valid key"), (
        "请在请求头写 Authorization: Bearer 密钥；密钥由安全保密管理员发放。控制台的登录在这里不算。",
        "Send Authorization: Bearer KEY; the security administrator makes keys. A session of the console is none.")),
    "forbidden": Kind(403, ("不属于这个岗位", "Not for this post"), (
        "密钥所属岗位不办理、也不查阅这里的内容。", "The post of this key neither does this nor reads it.")),
    "elsewhere": Kind(403, ("不在辖区内", "Outside the division"), (
        "所问区划不在密钥所属岗位的辖区内。", "The division asked for is not within that of the key's post.")),
    "missing": Kind(404, ("没有找到", "Not found"), (
        "地址有误，或内容不在辖区内。", "The address is wrong, or what it names is outside the division.")),
    "method": Kind(405, ("不支持这个方法", "Method not allowed")),
    "refused": Kind(409, ("这一步没有办成", "Refused")),
    "concurrent": Kind(409, ("同一请求正在办理", "The same request is being done"), (
        "相同 Idempotency-Key 的请求还没有办完，请稍后用同一个键重试。",
        "A request with this Idempotency-Key is still being done: try again with the same key.")),
    "length": Kind(411, ("没有说明长度", "Length required"), (
        "请写明 Content-Length，不能分块上传。", "Say Content-Length; chunked uploads are not taken.")),
    "changed": Kind(412, ("内容已变化", "Changed meanwhile"), (
        "您看到的已不是最新版本，请重新读取后再办。", "What you saw has changed since: read it again before you act.")),
    "large": Kind(413, ("内容过大", "Too large")),
    "unreadable": Kind(422, ("内容不符合要求", "Cannot be read"), (
        "请按逐项说明改正后重新提交。", "Correct what is named item by item and send it again.")),
    "other_body": Kind(422, ("同一个键，内容不同", "Same key, another request"), (
        "这个 Idempotency-Key 已用于内容不同的请求，请换一个键。",
        "This Idempotency-Key was used for another request: choose a new one.")),
    "cursor": Kind(422, ("游标无效", "Bad cursor"), (
        "游标只能接着同一个查询用，请从头再查。", "A cursor goes on with the question it came from: begin again.")),
    "no_key": Kind(400, ("没有 Idempotency-Key", "No Idempotency-Key"), (
        "办理类请求须带 Idempotency-Key（1至200个可见 ASCII 字符），重试时不变。",
        "An act needs an Idempotency-Key (1 to 200 visible ASCII characters), the same when it is tried again.")),
    "no_version": Kind(428, ("没有说明版本", "Precondition required"), (
        "请先读取，再把答复中的 ETag 写入 If-Match。", "Read it first and send its ETag as If-Match.")),
    "often": Kind(429, ("调用过于频繁", "Too many calls")),
    "malformed": Kind(400, ("请求无法识别", "Malformed request"), (
        "请求体不是有效的 JSON，或地址不完整。", "The body is no JSON, or the address is incomplete.")),
    "broken": Kind(500, ("系统出错了", "A fault of ours"), (
        "没有保存任何改动，请稍后重试；仍不行，请把时间和地址告诉系统管理员。",
        "Nothing was written: try again later, or tell the system administrator time and address.")),
}  # fmt: skip


class Problem(Exception):
    """Something is wrong with a request; nothing was written."""

    def __init__(
        self,
        kind: str,
        said: Said | None = None,
        rows: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind, self.said, self.rows, self.headers = kind, said, rows, headers or {}
        super().__init__(kind)


def language(request: HttpRequest) -> str:
    """Return `zh` or `en`, as Accept-Language asks."""
    return "en" if str(getattr(request, "LANGUAGE_CODE", "")).startswith("en") else "zh"


def told(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return a problem as it is answered."""
    kind, which = KINDS[problem.kind], language(request)
    place = 1 if which == "en" else 0
    body = {
        "type": f"urn:mingbai:problem:{problem.kind}",
        "title": kind.title[place],
        "status": kind.status,
        "detail": problem.said(which) if problem.said else kind.detail[place],
        "instance": request.path,
    }
    if problem.rows:
        body["rows"] = list(problem.rows)
    return JsonResponse(
        body, status=kind.status, content_type=MEDIA, headers=dict(problem.headers),
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip


def not_there(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return told(request, Problem("missing"))


def of_refusal(refusal: Exception) -> Problem:
    """Return a stage's refusal as a problem, in its own words."""
    said: Said = refusal.in_language  # type: ignore[attr-defined]
    if isinstance(refusal, TooFast | TooMany):
        wait = refusal.wait_s if isinstance(refusal, TooFast) else 60
        return Problem("often", said, headers={"Retry-After": str(wait)})
    if isinstance(refusal, KeyOpensNothing):
        return Problem("key", said, headers={"WWW-Authenticate": NO_KEY})
    if isinstance(refusal, NOT_THEIRS):
        return Problem("forbidden", said)
    return Problem("refused", said, getattr(refusal, "rows", ()))


def answer_problems(api: NinjaAPI) -> None:
    """Have the API answer whatever goes wrong as a problem."""

    def answer(request: HttpRequest, error: Any) -> HttpResponse:
        return told(request, _problem(error))

    def broken(request: HttpRequest, error: Any) -> HttpResponse:
        if callable(getattr(error, "in_language", None)):
            return told(request, of_refusal(error))
        log.error("%s %s", request.method, request.path, exc_info=error)
        return told(request, Problem("broken"))

    for one in (Problem, Http404, ValidationError, AuthenticationError, HttpError):
        api.add_exception_handler(one, answer)
    api.add_exception_handler(Exception, broken)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return Problem("missing")
    if isinstance(error, AuthenticationError):
        return Problem("key", headers={"WWW-Authenticate": NO_KEY})
    if isinstance(error, ValidationError):
        return Problem("unreadable", rows=[_row(one) for one in error.errors])
    return Problem("malformed")


def _row(error: Mapping[str, Any]) -> dict[str, str]:
    """Return one thing that is wrong: where, and why, without repeating what was sent."""
    return {"where": ".".join(map(str, error.get("loc", ()))), "why": str(error.get("msg", ""))}
