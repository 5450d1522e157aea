"""What changes keeps each of its former versions, written by the database whoever changed it and however."""

from typing import TypeVar

import pghistory
from django.db.models import Model

from mingbai.config.guards.declared import append_only

M = TypeVar("M", bound=type[Model])


def keeps_history(model: M) -> M:
    """Write a version of a row when it is made and whenever it changes, in an append-only table beside its own."""
    track = pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), context_field=None)  # type: ignore[arg-type]
    tracked = track(model)
    append_only(tracked.pgh_event_model)
    return model
