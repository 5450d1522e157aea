"""Packs of values out and in: what is exported reads as the same values, what is taken in waits for approval."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from mingbai.evidence.actions import Record, record_contents
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.refused import OutOfPlace
from mingbai.policy.parameters import Entry as Value
from mingbai.policy.parameters.entry import NATION, trimmed
from mingbai.policy.parameters.packs import read_pack
from mingbai.standards.actions.acting import acting
from mingbai.standards.actions.values import propose_value
from mingbai.standards.pack import pack_text
from mingbai.standards.queries import parameters
from mingbai.standards.refused import BadPackFile

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Difference:
    """What a pack says otherwise than the desk: values only in the pack, values only on the desk."""

    only_in_pack: tuple[Value, ...]
    only_on_desk: tuple[Value, ...]

    def __bool__(self) -> bool:
        return bool(self.only_in_pack or self.only_on_desk)


def export_yaml(*, region: str, by: Actor, at: datetime) -> str:
    """Return a division's values in operation as a pack of YAML; that it was handed out is in the log."""
    place = trimmed(region)
    if place != NATION and not by.region.contains(Region(place)) and not Region(place).contains(by.region):
        raise OutOfPlace(f"您的岗位管{by.region}，不能导出{place}。", f"Your post is for {by.region}, not {place}.")
    with transaction.atomic():
        text = pack_text(place, parameters().entries)
        content = {"file": sha256(text.encode()).hexdigest()}
        subject = f"standards.pack/{place}/{localdate(at)}"
        places = {"region": place}
        record_contents(type="standards.exported", records=[Record(subject, content, places)], by=by, at=at)
    return text


def compare_pack(path: Path) -> Difference:
    """Return where a pack's values are not those in operation in its division; raise BadPack for what is no pack."""
    entries = read_pack(path)
    if not entries:
        raise BadPackFile(f"{path.name}里没有参数。", f"{path.name} holds no values.")
    here = entries[0].region
    both = entries, parameters().entries
    pack, desk = ({_said(entry): entry for entry in each if entry.region == here} for each in both)
    return Difference(_sorted(pack, desk), _sorted(desk, pack))


def propose_pack(*, path: Path, document: str, by: Actor, at: datetime) -> list[int]:
    """
    Propose every value of a pack that is not in operation; return the entries' ids, all or none.

    Raise BadPackFile for a value that rests on no article: on a desk every value names the one that lets it decide.
    """
    found = compare_pack(path).only_in_pack
    groundless = sorted({entry.key for entry in found if not entry.cite})
    if groundless:
        raise BadPackFile(
            f"以下参数没有写明条款（cite），不能录入：{'、'.join(groundless)}。",
            f"These rest on no article (cite) and cannot be entered: {', '.join(groundless)}.",
        )
    with acting():
        return [
            propose_value(
                key=entry.key,
                region=entry.region,
                value=entry.as_json()["value"],
                from_on=entry.from_on,
                until_on=entry.to_on + ONE_DAY if entry.to_on else None,
                article=entry.cite,
                document=entry.reason or document,
                by=by,
                at=at,
            )
            for entry in found
        ]


def _said(entry: Value) -> Value:
    """Return a value by what it says and by its article; papers that rest on the same article are no difference."""
    return replace(entry, reason="", reason_en="") if entry.cite else entry


def _sorted(some: Mapping[Value, Value], others: Mapping[Value, Value]) -> tuple[Value, ...]:
    """Return some values that are not among others, by key and day."""
    only = [entry for said, entry in some.items() if said not in others]
    return tuple(sorted(only, key=lambda entry: (entry.key, entry.from_on)))
