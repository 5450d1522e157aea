"""Numbers opened once for work that needs them several times over, and forgotten when it ends."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from mingbai.people.fields import Field

_open: ContextVar[dict[Field, dict[int, str]] | None] = ContextVar("open", default=None)


@contextmanager
def opened_once() -> Iterator[None]:
    """Open each number once for all that is asked in here; work in one scope, and log what is made of them."""
    before = _open.set({})
    try:
        yield
    finally:
        _open.reset(before)


def remembered(
    field: Field, keys: Collection[int], opening: Callable[[Collection[int]], dict[int, str]]
) -> dict[int, str]:
    """Return row → text in full, opened only where this work has not done so before."""
    held = _open.get()
    if held is None:
        return opening(keys)
    here = held.setdefault(field, {})
    if missing := [key for key in keys if key not in here]:
        here.update(opening(missing))
    return {key: here[key] for key in keys if key in here}
