"""Where an errand that is done leads: one line a kind, for every kind there is."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mingbai.backups.errands import DRILLING, MAKING, READING
from mingbai.errands.states import State
from mingbai.imports.errands import LOOKING, TAKING
from mingbai.inspections.errands import VERIFYING
from mingbai.prechecks.errands import CHECKING
from mingbai.printing.errands import PACKING, PRINTING
from mingbai.receipts.errands import DELIVERING
from mingbai.replays.errands import REPLAYING
from mingbai.sources.errands import LISTING
from mingbai.treasury.errands import AUDITING

Result = Mapping[str, Any]


class Way(NamedTuple):
    """What one does next, where, and whether who waited for it is led there without a click."""

    title: str
    address: str
    at_once: bool = False


def _to_check(result: Result) -> Way:
    query = urlencode({"month": result["month"], "checked": result["check"]})
    return Way(_("看核对结果"), f"{reverse('prechecks')}?{query}", at_once=True)


def _to_statements(_result: Result) -> Way:
    return Way(_("看送达的回单"), reverse("receipts.statements"))


def _to_delivery(result: Result) -> Way:
    return Way(_("看这份名单"), reverse("evidence.of", args=["sources.delivery", result["delivery"]]))


def _to_books(_result: Result) -> Way:
    return Way(_("看资金账"), reverse("treasury"))


def _to_backups(_result: Result) -> Way:
    return Way(_("看备份"), reverse("backups"))


def _to_upload(result: Result) -> Way:
    return Way(_("看导入的名单"), reverse("imports.upload", args=[result["upload"]]), at_once=True)


def _to_packs(_result: Result) -> Way:
    return Way(_("再生成一份"), reverse("evidence.pack"))


def _to_papers(_result: Result) -> Way:
    return Way(_("本月已出具的表册"), reverse("papers"))


def _to_log(_result: Result) -> Way:
    return Way(_("看存证概况"), reverse("evidence"))


def _to_replay(result: Result) -> Way:
    return Way(_("看重放结果"), reverse("rules.replayed", args=[result["replay"]]), at_once=True)


WAYS: Mapping[str, Callable[[Result], Way]] = {
    CHECKING: _to_check,
    DELIVERING: _to_statements,
    VERIFYING: _to_log,
    LISTING: _to_delivery,
    AUDITING: _to_books,
    PACKING: _to_packs,
    PRINTING: _to_papers,
    **dict.fromkeys((LOOKING, TAKING), _to_upload),
    REPLAYING: _to_replay,
    **dict.fromkeys((MAKING, READING, DRILLING), _to_backups),
}


def way_on(kind: str, state: str, result: Result) -> Way | None:
    """Return where an errand leads, None while it is not done."""
    return WAYS[kind](result) if state == State.DONE and kind in WAYS else None
