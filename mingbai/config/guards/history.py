"""What changes keeps each of its former versions, written by the database whoever changed it and however."""

from typing import TypeVar

import pghistory
import pgtrigger
from django.db.models import Model

from mingbai.config.guards.declared import append_only

M = TypeVar("M", bound=type[Model])


def keeps_history(model: M) -> M:
    """
    Write a version of a row when it is made and whenever it changes, in an append-only table beside its own.

    The versions of all rows of a statement are written at once: an opening stock makes them by the hundred thousand.
    """
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent())
    track = pghistory.track(*events, context_field=None, level=pgtrigger.Statement)  # type: ignore[arg-type]
    tracked = track(model)
    append_only(tracked.pgh_event_model)
    return model
