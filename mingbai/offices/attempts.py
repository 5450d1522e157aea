"""What somebody tried and may not, kept in the log although nothing else of it remains."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from mingbai.evidence.actions import By, Record, record_contents


@dataclass(frozen=True)
class Attempt:
    """What was tried: the kind of act, what it was about, what it said, by whom and when."""

    type: str
    subject: str
    content: Mapping[str, Any]
    by: By
    at: datetime
    places: Mapping[str, str] = field(default_factory=dict)


class Attempted(Exception):
    """A refusal of what nobody should even have tried; `attempt` is what the log keeps of it."""

    attempt: Attempt


@contextmanager
def attempts_kept() -> Iterator[None]:
    """Record what was attempted once its own transaction is undone, and let the refusal go on its way."""
    try:
        yield
    except Attempted as refused:
        tried = refused.attempt
        with transaction.atomic():
            said = [Record(tried.subject, tried.content, tried.places)]
            record_contents(type=tried.type, records=said, by=tried.by, at=tried.at)
        raise
