"""Versions of what may change: an ETag with each answer, and acts that name the one they mean."""

from hashlib import sha256

from django.http import HttpRequest

from mingbai.api.problems import Problem
from mingbai.api.shapes import Versioned


def tag_of(seen: Versioned) -> str:
    """Return the ETag of what was answered."""
    return f'"{sha256(seen.model_dump_json().encode()).hexdigest()[:32]}"'


def is_known(request: HttpRequest, tag: str) -> bool:
    """Return whether the asker has this version already."""
    return tag in _named(request.headers.get("If-None-Match", ""))


def require_match(request: HttpRequest, seen: Versioned) -> None:
    """Raise Problem unless the act names the version that stands."""
    named = request.headers.get("If-Match", "")
    if not named:
        raise Problem("no_version")
    if named.strip() != "*" and tag_of(seen) not in _named(named):
        raise Problem("changed")


def _named(header: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in header.split(",")]
