"""What follows once lists were taken in: who confirms what they brought, and whether that was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mingbai.awards import states as awards
from mingbai.awards.models import Decision
from mingbai.awards.stock import approve_stock, refuse_stock, review_stock
from mingbai.imports.models import Upload
from mingbai.imports.refused import NotThere
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.people import states as people
from mingbai.people.models import Import
from mingbai.people.stock import confirm_import, refuse_import
from mingbai.sources import states as sources
from mingbai.sources.actions import compare, refuse_delivery, release_delivery
from mingbai.sources.models import Delivery


@dataclass(frozen=True)
class Act:
    """One act on what was brought: what its button says, whose it is, and whether a reason is due."""

    name: str
    title: str
    title_en: str
    by: frozenset[Role]
    needs_reason: bool = False

    def is_for(self, actor: Actor, upload: Upload) -> bool:
        """Return whether the actor may begin it; who took the lists in confirms nothing of them."""
        return actor.role in self.by and (self.name == "compare" or actor.id != upload.officer_id)


@dataclass(frozen=True)
class Standing:
    """One part of what was brought: what it is, where it stands, and what may be done with it now."""

    what: tuple[str, str]  # Chinese, English
    table: str  # of the record: people.import
    key: int
    state: tuple[str, str]
    is_done: bool
    acts: tuple[Act, ...] = ()


REVIEWER, LEADER, HANDLER = frozenset({Role.REVIEWER}), frozenset({Role.LEADER}), frozenset({Role.HANDLER})
EITHER = REVIEWER | LEADER
ACTS = {
    act.name: act
    for act in (
        Act("confirm", "确认账户生效", "confirm the accounts", EITHER),
        Act("refuse", "退回人员和账户", "refuse persons and accounts", EITHER, needs_reason=True),
        Act("review", "复核通过", "pass at review", REVIEWER),
        Act("approve", "确认待遇", "confirm the awards", LEADER),
        Act("send_back", "退回待遇", "refuse the awards", EITHER, needs_reason=True),
        Act("release", "放行名单", "release the list", EITHER, needs_reason=True),
        Act("refuse_list", "退回名单", "refuse the list", EITHER, needs_reason=True),
        Act("compare", "与在册人员比对", "compare with the register", HANDLER),
    )
}


def standing(upload: Upload) -> list[Standing]:
    """Return where each part of what an upload brought stands."""
    ids = upload.result.get("ids", {})
    parts = (_accounts(ids.get("people")), _awards(ids.get("batch")), _list(ids.get("delivery")))
    return [one for one in parts if one is not None]


def follow(*, upload: Upload, name: str, reason: str, by: Actor, at: datetime) -> None:
    """Do what follows; the stage says who may. Raise NotThere where there is nothing of the kind."""
    ids: Mapping[str, int] = upload.result.get("ids", {})
    ways: Mapping[str, tuple[str, Callable[[int], object]]] = {
        "confirm": ("people", lambda key: confirm_import(import_id=key, by=by, at=at)),
        "refuse": ("people", lambda key: refuse_import(import_id=key, reason=reason, by=by, at=at)),
        "review": ("batch", lambda key: review_stock(batch_id=key, by=by, at=at)),
        "approve": ("batch", lambda key: approve_stock(batch_id=key, by=by, at=at)),
        "send_back": ("batch", lambda key: refuse_stock(batch_id=key, reason=reason, by=by, at=at)),
        "release": ("delivery", lambda key: release_delivery(delivery_id=key, reason=reason, by=by, at=at)),
        "refuse_list": ("delivery", lambda key: refuse_delivery(delivery_id=key, reason=reason, by=by, at=at)),
        "compare": ("delivery", lambda _: compare(month=Month.parse(upload.month), by=by, at=at)),
    }
    part, do = ways.get(name, ("", lambda _: None))
    if part not in ids:
        raise NotThere
    do(ids[part])


def _acts(*names: str) -> tuple[Act, ...]:
    return tuple(ACTS[name] for name in names)


def _accounts(import_id: int | None) -> Standing | None:
    found = Import.objects.filter(pk=import_id).first() if import_id else None
    if found is None:
        return None
    waits = found.state == people.State.PROPOSED
    acts = _acts("confirm", "refuse") if waits else ()
    return Standing(
        ("人员和账户", "persons and accounts"),
        "people.import",
        found.pk,
        people.TITLES[people.State(found.state)],
        not waits,
        acts,
    )


def _awards(batch_id: int | None) -> Standing | None:
    if batch_id is None:
        return None
    states = set(Decision.objects.filter(batch_id=batch_id).values_list("state", flat=True))
    state = next((one for one in (*awards.PENDING, *awards.DECIDED) if one.value in states), None)
    if state is None:
        return None
    acts = {awards.State.PROPOSED: _acts("review", "send_back"), awards.State.REVIEWED: _acts("approve", "send_back")}
    is_done, open_now = state in awards.DECIDED, acts.get(state, ())
    return Standing(("待遇", "awards"), "awards.dossier", batch_id, awards.TITLES[state], is_done, open_now)


def _list(delivery_id: int | None) -> Standing | None:
    found = Delivery.objects.filter(pk=delivery_id).first() if delivery_id else None
    if found is None:
        return None
    state = sources.State(found.state)
    held = state is sources.State.QUARANTINED
    acts = _acts("release", "refuse_list") if held else _acts("compare") if found.state in sources.USED else ()
    return Standing(("名单", "list"), "sources.delivery", found.pk, sources.TITLES[state], not held, acts)
