"""
What nobody would ask: generated questions and bodies, right and wrong, and never a fault of ours.

As often as one likes of every operation: MINGBAI_HOSTILE=1000 ./dev test mingbai/api/tests/test_hostile.py -k for_long
"""

import json
import os
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode

from mingbai.api.access import OPERATIONS
from mingbai.api.tests.calling import Caller, Callers
from mingbai.api.tests.operations import ALL
from mingbai.api.urls import api
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import ROLES, Role

SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
FOUND: list[Any] = list(SCHEMA.get_all_operations())
ASKED = {one.ok().definition.raw["operationId"]: one.ok() for one in FOUND}
SEED = 20261122
NUMBERS, MINUTES = count(1), count(1)
LONG = int(os.environ.get("MINGBAI_HOSTILE", "80"))  # examples of each operation, of each kind, in the long run


@pytest.fixture(autouse=True)
def a_minute_of_its_own(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each test call within another minute of the day: at every call those of the minute are counted."""
    minute = now + timedelta(minutes=next(MINUTES) % 600)
    monkeypatch.setattr("django.utils.timezone.now", lambda: minute)


def able(callers: Callers, name: str) -> Caller:
    """Return a caller to whom an operation is open."""
    posts = ((kind, role) for role, about in ROLES.items() for kind in sorted(about.kinds))
    return next(callers.of(*post) for post in posts if OPERATIONS[name].to(callers.seats.actors[post]))


def near(name: str) -> str:
    """Return the address of a record that is there."""
    return f"/api/v1{ALL[name][0].partition('?')[0]}"


def sent(caller: Caller, case: Any, number: int) -> Any:
    """
    Send a generated case as it is, with a key and, for an act, an Idempotency-Key it may have forgotten.

    Every second one is about a record that is there, in whatever version it is: else few would come to a stage.
    """
    is_near = number % 2 == 0
    path = near(case.operation.definition.raw["operationId"]) if is_near else case.formatted_path
    address = path + (f"?{urlencode(case.query, doseq=True)}" if case.query else "")
    headers = {name: str(value).encode("latin-1", "replace").decode("latin-1") for name, value in case.headers.items()}
    headers = {name: "".join(one for one in text if one.isprintable()) for name, text in headers.items()}
    headers = {"Idempotency-Key": f"hostile-{number}", **headers, "Authorization": f"Bearer {caller.token}"}
    headers |= {"If-Match": "*", "Idempotency-Key": f"near-{number}"} if is_near else {}
    given = case.as_transport_kwargs(base_url="http://localhost")
    body = given.get("data") if given.get("json") is None else json.dumps(given["json"]).encode()
    body = body.encode() if isinstance(body, str) else body if isinstance(body, bytes) else b""
    kind = str(case.media_type or "application/json")
    return caller.client.generic(case.method, address, body, content_type=kind, headers=headers)


def hold_out(callers: Callers, name: str, mode: GenerationMode, examples: int) -> None:
    caller = able(callers, name)

    @seed(SEED)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=ASKED[name].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        answer = sent(caller, case, next(NUMBERS))
        assert answer.status_code < 500, (case.formatted_path, case.query, case.body)
        if answer.status_code >= 400 and answer.status_code != 405:
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["detail"]

    ask()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_that_is_asked_breaks_an_operation(callers: Callers, name: str, mode: GenerationMode) -> None:
    hold_out(callers, name, mode, 8)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_that_is_asked_for_long_breaks_an_operation(callers: Callers, name: str, mode: GenerationMode) -> None:
    hold_out(callers, name, mode, LONG)


HOSTILE = (
    *("/rosters?month=2026-11%00", "/rosters?month=2026-11&region=%00", "/people?q=%00&purpose=ab", "/law/%00/1"),
    *("/rosters/99999999999999999999", "/rosters/-1", "/rosters/0", "/rosters/１", "/people?q=%ED%A0%80&purpose=ab"),
    *("/rosters?month=2026-13", "/rosters?month=0000-00", "/rosters?month=2026-11&cursor=x", "/nothing", "/", "/me/"),
    *("/rosters?month=2026-11&limit=0", "/rosters?month=2026-11&limit=999"),
    *("/rosters?month=2026-11&region=999901' OR 1=1", "/law/../etc/passwd", "/alerts?state=open&state=x"),
)


@pytest.mark.parametrize("path", HOSTILE)
def test_what_cannot_be_is_answered_with_a_problem(callers: Callers, path: str) -> None:
    answer = callers.of().get(path)
    assert answer.status_code in (200, 404, 422), answer.status_code
    if answer.status_code != 200:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"\\ud800"', b'{"found":"\\u0000"}', b"\xff\xfe", b"null", b"1e999", b"{}" * 99]
)
def test_a_body_that_is_none_is_answered_with_a_problem(callers: Callers, body: bytes) -> None:
    caller = callers.of()
    head = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "body-1", "If-Match": "*"}
    answer = caller.client.post("/api/v1/alerts/1/verifications", body, content_type="application/json", headers=head)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_problem_is_told_in_the_language_asked_for(callers: Callers) -> None:
    zh, en = (callers.of().get("/rosters/999999", language=language).json() for language in ("zh-CN", "en-GB"))
    assert zh["title"] == "没有找到"
    assert en["title"] == "Not found"
    assert zh["status"] == en["status"] == 404


def test_a_cursor_goes_on_with_its_own_question_alone(callers: Callers) -> None:
    caller, other = callers.of(), callers.of(Kind.CIVIL_AFFAIRS, Role.LEADER)
    first = caller.get("/alerts?limit=1").json()
    assert first["next"]
    second = caller.get(f"/alerts?limit=2&cursor={first['next']}").json()
    assert {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]} == set()
    for path in (f"/alerts?state=open&cursor={first['next']}", f"/alerts?cursor={first['next']}x"):
        assert caller.get(path).json()["type"] == "urn:mingbai:problem:cursor"
    assert other.get(f"/alerts?cursor={first['next']}").status_code == 422


def test_all_pages_together_are_the_whole_list(callers: Callers) -> None:
    caller, cursor, seen = callers.of(), "", []
    while True:
        page = caller.get(f"/alerts?limit=1&cursor={cursor}").json()
        seen += [one["id"] for one in page["items"]]
        if not (cursor := page["next"] or ""):
            break
    whole = [one["id"] for one in caller.get("/alerts?limit=200").json()["items"]]
    assert seen == whole == sorted(set(whole))
    assert len(whole) > 2


def test_an_answer_says_how_often_one_may_still_call(callers: Callers) -> None:
    first, second = (callers.of().get("/me") for _ in range(2))
    assert int(first["RateLimit-Remaining"]) == int(second["RateLimit-Remaining"]) + 1
    assert int(second["RateLimit-Reset"]) <= 60


def test_who_calls_too_often_is_told_when_to_come_back(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingbai.access.actions.systems.CALLS", 1)
    answer = [callers.of().get("/me") for _ in range(2)][-1]
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer.json()["type"] == "urn:mingbai:problem:often"
