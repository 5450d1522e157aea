"""Where an errand that is done leads: one line a kind."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mingbai.errands.states import State
from mingbai.prechecks.errands import CHECKING

Way = tuple[str, str]  # what one does there, and the address
Result = Mapping[str, Any]


def _to_check(result: Result) -> Way:
    query = urlencode({"month": result["month"], "checked": result["check"]})
    return _("看核对结果"), f"{reverse('prechecks')}?{query}"


WAYS: Mapping[str, Callable[[Result], Way]] = {CHECKING: _to_check}


def way_on(kind: str, state: str, result: Result) -> Way | None:
    """Return where an errand leads, None while it is not done and where its own page says it all."""
    return WAYS[kind](result) if state == State.DONE and kind in WAYS else None
