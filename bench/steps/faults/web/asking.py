"""Who asks the web server: systems in their posts' names and a browser; until an answer has come whole, again."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPMessage
from typing import Any
from urllib.parse import urlencode

from steps.faults.journal import ANSWERED, ASKED, Journal
from steps.faults.web.keys import Keys
from steps.faults.web.shared import Shared

from mingbai.offices.actor import Actor

ROOT, HOST = "/api/v1", "127.0.0.1"
PATIENCE_S, LOOK_S, ANSWERS_WITHIN_S = 90.0, 0.02, 60.0
FORM = "a" * 32  # what cookie and form of a page have in common
BUSY, FAULT, SEEN, GONE_ON = 409, 500, 200, 302


@dataclass(frozen=True)
class Asked:
    """An act that is asked for: as whom, where, what is sent, of which version, and when in the month."""

    post: int
    path: str
    body: str  # base64
    match: str
    at: str

    @property
    def name(self) -> str:
        """Return its Idempotency-Key: the same whenever the same is asked."""
        return sha256(f"{self.post} {self.path} {self.body}".encode()).hexdigest()


@dataclass
class Answer:
    """What was answered in full."""

    status: int
    head: HTTPMessage
    body: bytes

    def json(self) -> dict[str, Any]:
        """Return what a system was told."""
        return dict(json.loads(self.body))


class Refused(Exception):
    """The web server refused what it must not."""


class Site:
    """The web server of a round as those meet it who work with it."""

    def __init__(self, port: int, keys: Keys, shared: Shared, journal: Journal) -> None:
        self.port, self.keys, self.shared, self.journal = port, keys, shared, journal
        self.tags = dict[str, str]()  # record → its version, as an act answered it

    def catch_up(self) -> None:
        """Ask again for what was asked for when whoever asked was killed: under the same key."""
        asked = [Asked(**said) for said in self.journal.lines(ASKED)]
        answered = {said["name"] for said in self.journal.lines(ANSWERED)}
        for one in asked[-1:]:
            if one.name not in answered:
                self._done(one)

    def act(
        self, who: Actor, path: str, said: Mapping[str, Any] | bytes | None = None, *, at: datetime, of: str = ""
    ) -> None:
        """Have an act done, once, however often it is asked for; `of` is the record whose version it names."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode() if said is not None else b""
        if not of:  # a meeting's minutes change the rosters it agreed to
            self.tags.clear()
        match = (self.tags.pop(of, "") or self.seen(who, of, at=at).head["ETag"]) if of else ""
        one = Asked(who.post_id, path, base64.b64encode(body).decode(), match, at.isoformat())
        self.journal.write(ASKED, **asdict(one))
        if (tag := self._done(one)) and path.rpartition("/")[0] == of:
            self.tags[of] = tag

    def seen(self, who: Actor, path: str, *, at: datetime) -> Answer:
        """Return a record as a system sees it."""
        self.shared.set_clock(at)
        head = {"Authorization": f"Bearer {self.keys.systems[who.post_id]}"}
        return self._until_answered("GET", ROOT + path, b"", head)[0]

    def signed(self, who: Actor, act: str, month: str, *, at: datetime) -> bool:
        """Send the form of a month's closing; return whether it was answered in full that it is done."""
        self.shared.set_clock(at)
        sent = urlencode({"act": act, "csrfmiddlewaretoken": FORM}).encode()
        head = {
            "Cookie": f"mingbai-session={self.keys.sessions[who.post_id]}; mingbai-form={FORM}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = self._tried("POST", f"/receipts/closing?month={month}", sent, head)
        if answer is None or answer.status >= FAULT:
            return False
        if answer.status != GONE_ON or "done=signed" not in answer.head["Location"]:
            raise Refused(f"{answer.status} {answer.head.get('Location', '')} {answer.body.decode()[:2000]}")
        return True

    def _done(self, one: Asked) -> str | None:
        """Ask for an act until it is answered; return the version in which its record now stands."""
        self.shared.set_clock(datetime.fromisoformat(one.at))
        body = base64.b64decode(one.body)
        head = {"Authorization": f"Bearer {self.keys.systems[one.post]}", "Idempotency-Key": one.name}
        head |= {"If-Match": one.match} if one.match else {}
        head["Content-Type"] = "application/octet-stream" if "?name=" in one.path else "application/json"
        answer, tries = self._until_answered("POST", ROOT + one.path, body, head)
        is_known = answer.head.get("Idempotency-Replayed") == "true"
        self.journal.write(ANSWERED, name=one.name, path=one.path, tries=tries, is_known=is_known)
        self.journal.receipt(answer.json()["logged"])
        return answer.head["ETag"]

    def _until_answered(self, method: str, path: str, body: bytes, head: Mapping[str, str]) -> tuple[Answer, int]:
        """Return the answer, and how often it was asked: nobody there, cut off, a fault or still at it asks again."""
        deadline, tries = time.monotonic() + PATIENCE_S, 0
        while time.monotonic() < deadline:
            tries += 1
            answer = self._tried(method, path, body, head)
            if answer is not None and answer.status < FAULT and not _is_at_it(answer):
                if answer.status // 100 != SEEN // 100:
                    raise Refused(f"{method} {path}: {answer.status} {answer.body.decode()[:2000]}")
                return answer, tries
            time.sleep(LOOK_S)
        raise TimeoutError(f"{method} {path} is not answered")

    def _tried(self, method: str, path: str, body: bytes, head: Mapping[str, str]) -> Answer | None:
        """Ask once; return None where no whole answer came."""
        connection = HTTPConnection(HOST, self.port, timeout=ANSWERS_WITHIN_S)
        try:
            connection.request(method, path, body, dict(head))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()


def _is_at_it(answer: Answer) -> bool:
    """Return whether the act is still being done for whoever asked before."""
    return answer.status == BUSY and answer.json()["type"].endswith(":concurrent")
