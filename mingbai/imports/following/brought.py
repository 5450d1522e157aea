"""Persons, awards and lists that were brought: who confirms them, whether that was done, what still waits."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from mingbai.awards import states as awards
from mingbai.awards.models import Decision
from mingbai.awards.stock import approve_stock, refuse_stock, review_stock
from mingbai.imports.following.words import ACTS, Standing, Step, Waiting, acts_named
from mingbai.imports.models import Upload
from mingbai.imports.queries import uploads
from mingbai.imports.refused import NotThere
from mingbai.imports.states import State
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people import states as people
from mingbai.people.models import Import
from mingbai.people.stock import confirm_import, refuse_import
from mingbai.sources import states as sources
from mingbai.sources.actions import compare, refuse_delivery, release_delivery
from mingbai.sources.models import Delivery

CONFIRM, REVIEW, APPROVE = (
    Step(ACTS["confirm"], "people", "确认导入的人员和账户", "confirm imported people", people.IMPORT[0].cites),
    Step(ACTS["review"], "batch", "复核导入的待遇", "review imported awards", awards.DECISION[0].cites),
    Step(ACTS["approve"], "batch", "确认导入的待遇", "confirm imported awards", awards.DECISION[1].cites),
)


def standing(upload: Upload) -> list[Standing]:
    """Return where persons, awards and lists that an upload brought stand."""
    ids = upload.result.get("ids", {})
    parts = (_accounts(ids.get("people")), _awards(ids.get("batch")), _list(ids.get("delivery")))
    return [one for one in parts if one is not None]


def follow(*, upload: Upload, name: str, reason: str, by: Actor, at: datetime) -> None:
    """Do what follows on persons, awards and lists; raise NotThere where there is nothing of the kind."""
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


def _accounts(import_id: int | None) -> Standing | None:
    found = Import.objects.filter(pk=import_id).first() if import_id else None
    if found is None:
        return None
    waits = found.state == people.State.PROPOSED
    acts = acts_named("confirm", "refuse") if waits else ()
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
    acts = {
        awards.State.PROPOSED: acts_named("review", "send_back"),
        awards.State.REVIEWED: acts_named("approve", "send_back"),
    }
    is_done, open_now = state in awards.DECIDED, acts.get(state, ())
    return Standing(("待遇", "awards"), "awards.dossier", batch_id, awards.TITLES[state], is_done, open_now)


def _list(delivery_id: int | None) -> Standing | None:
    found = Delivery.objects.filter(pk=delivery_id).first() if delivery_id else None
    if found is None:
        return None
    state = sources.State(found.state)
    held = state is sources.State.QUARANTINED
    acts = (
        acts_named("release", "refuse_list") if held else acts_named("compare") if found.state in sources.USED else ()
    )
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
