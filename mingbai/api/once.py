"""An act by a system is done once: its answer is kept in its transaction, and given again to who asks again."""

import re
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingbai.access.actions import Answered, Used, answer_kept, begin_act, keep_answer
from mingbai.api.problems import Problem

NAME = re.compile(r"[!-~]{1,200}")
CARRIED = ("Content-Type", "ETag", "Location")  # what of an answer's head belongs to it


def done_once(request: HttpRequest, used: Used, body_sha256: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """
    Do an act in the present transaction and keep its answer, or answer as before.

    Raise Problem: no Idempotency-Key, another request under the same one, or the same one still being done. What is
    refused is not kept: nothing was written, and it may be asked again.
    """
    name = request.headers.get("Idempotency-Key", "")
    if not NAME.fullmatch(name):
        raise Problem("no_key")
    if not begin_act(used.key_id, name):
        raise Problem("concurrent")
    said = f"{request.method} {request.get_full_path()} {body_sha256}"
    digest = sha256(said.encode(errors="surrogatepass")).hexdigest()
    kept = answer_kept(used.key_id, name)
    if kept is not None:
        if kept.request_sha256 != digest:
            raise Problem("other_body")
        return HttpResponse(kept.body, status=kept.status, headers={**kept.headers, "Idempotency-Replayed": "true"})
    response = act()
    headers = {one: response[one] for one in CARRIED if one in response}
    answered = Answered(digest, response.status_code, headers, response.content.decode())
    keep_answer(used.key_id, name, answered, at=timezone.now())
    return response
