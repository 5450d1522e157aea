"""What follows once lists were taken in: who confirms what they brought, whether that was done, what still waits."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from mingbai.awards import states as awards
from mingbai.awards.models import Decision
from mingbai.awards.stock import approve_stock, refuse_stock, review_stock
from mingbai.imports.models import Upload
from mingbai.imports.queries import uploads
from mingbai.imports.refused import NotThere
from mingbai.imports.states import State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
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


@dataclass(frozen=True)
class Step:
    """One step on what was brought: what it is called where it is waited for, by which articles."""

    act: Act
    part: str  # of what an upload brought
    title: str
    title_en: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """The uploads of which a step waits to be made."""

    step: Step
    uploads: list[Upload]

    def by_others(self, by: Actor) -> list[Upload]:
        """Return those that somebody else dropped: who took lists in confirms nothing of them."""
        return [one for one in self.uploads if one.officer_id != by.id]


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
CONFIRM, REVIEW, APPROVE = (
    Step(ACTS["confirm"], "people", "确认导入的人员和账户", "confirm imported people", people.IMPORT[0].cites),
    Step(ACTS["review"], "batch", "复核导入的待遇", "review imported awards", awards.DECISION[0].cites),
    Step(ACTS["approve"], "batch", "确认导入的待遇", "confirm imported awards", awards.DECISION[1].cites),
)


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


def waiting(region: Region) -> list[Waiting]:
    """Return what waits in a division, the oldest first; in as many questions for one upload as for many."""
    proposed, reviewed = (_batches(region, state) for state in awards.PENDING)
    keys = {CONFIRM: _imports(region), REVIEW: proposed, APPROVE: reviewed - proposed}
    return [Waiting(step, _brought(region, step.part, found)) for step, found in keys.items() if found]


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


def _imports(region: Region) -> set[int]:
    found = Import.objects.filter(region__startswith=region.code, state=people.State.PROPOSED.value)
    return set(found.values_list("pk", flat=True))


def _batches(region: Region, state: awards.State) -> set[int]:
    """Return the batches of which a decision is in a state; one that is passed but for somebody's kin is in two."""
    found = Decision.objects.filter(region__startswith=region.code, state=state.value).order_by()
    return set(found.values_list("batch_id", flat=True).distinct())


def _brought(region: Region, part: str, keys: Collection[int]) -> list[Upload]:
    found = uploads(region).filter(**{"state": State.TAKEN.value, f"result__ids__{part}__in": list(keys)})
    return list(found.order_by("taken_at", "pk"))
