"""A step on a record: taken in the version that was read, by whoever's key it is, and told as the record reads then."""

from collections.abc import Callable
from typing import TypeVar

from django.utils import timezone

from mingbai.api.entering import Request
from mingbai.api.shapes import Versioned
from mingbai.api.versions import require_match

V = TypeVar("V", bound=Versioned)


def step(request: Request, told: Callable[[], V], act: Callable[..., object], /, **facts: object) -> V:
    """Take a step on a record if it still is the version the request names; return it as it now reads."""
    require_match(request, told())
    act(**facts, by=request.actor, at=timezone.now())
    return told()
