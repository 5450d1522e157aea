"""Records acts on rows that the log does not keep column by column: memberships, households, facts of health."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from mingbai.evidence.actions import Record, about, record_contents
from mingbai.evidence.kept import plain
from mingbai.offices.actor import Actor


def noted(row: Model, act: str, content: Mapping[str, Any], *, region: str, by: Actor, at: datetime) -> None:
    """Record that an act, `people.` and its name, was done on a row, with what it says now."""
    said = {name: plain(value) for name, value in content.items()}
    records = [Record(about(row, act), said, {"region": region})]
    record_contents(type=f"people.{act}", records=records, by=by, at=at)
