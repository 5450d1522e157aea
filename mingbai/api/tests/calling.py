"""Calling the API as a system in somebody's post does: a key in a header, an Idempotency-Key with each act."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from mingbai.access.actions import make_api_key
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.seats import Seats

ROOT = "/api/v1"
NUMBERS = count(1)


@dataclass
class Caller:
    """A system with a key."""

    token: str
    actor: Actor
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True, SERVER_NAME="localhost"))

    def get(self, path: str, language: str = "en", **headers: str) -> Any:
        """Ask."""
        return self.client.get(ROOT + path, headers=self._head(language, headers))

    def post(self, path: str, body: object = None, *, key: str = "", language: str = "en", **headers: str) -> Any:
        """Do: a new Idempotency-Key each time unless one is given; bytes are sent as they are."""
        said = {"Idempotency-Key": key or f"test-{next(NUMBERS)}", **headers}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        return self.client.post(ROOT + path, data, content_type=kind, headers=self._head(language, said))

    def _head(self, language: str, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": language, **named}


class Callers:
    """Keys for every post of a furnished county, made when they are first wanted."""

    def __init__(self, seats: Seats) -> None:
        self.seats, self.made = seats, dict[int, Caller]()

    def of(self, kind: Kind = Kind.CIVIL_AFFAIRS, role: Role = Role.HANDLER) -> Caller:
        """Return the caller of whoever sits there."""
        return self.in_post(self.seats.actors[kind, role])

    def in_post(self, actor: Actor) -> Caller:
        """Return the caller of an actor; the security administrator's own key is made by the system's: by nobody."""
        if actor.post_id not in self.made:
            security = self.seats.county.administrator(Role.SECURITY_ADMINISTRATOR)
            at = self.seats.county.at
            token = make_api_key(post_id=actor.post_id, purpose="测试", days=365, by=security, at=at)
            self.made[actor.post_id] = Caller(token, actor)
        return self.made[actor.post_id]
