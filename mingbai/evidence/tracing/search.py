"""Who changed what: acts in the log by officer, stage, kind, days and division; samples of what was done."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Func, Q, QuerySet, TextField, Value

from mingbai.evidence.models import Act
from mingbai.evidence.tracing.rows import covered
from mingbai.kernel.region import Region

MOST = 5_000  # acts that one question finds


@dataclass(frozen=True)
class Asked:
    """A question: within a division, of these stages, and whatever else is not empty."""

    region: Region
    stages: Collection[str]
    organisations: Collection[int] = ()  # whose acts count that name no division
    officers: Collection[int] | None = None
    type: str = ""
    subjects: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


def found(asked: Asked) -> QuerySet[Act]:
    """Return the acts a question means, the newest first, the latest 5,000 of them."""
    stage = Func(F("type"), Value("."), Value(1), function="split_part", output_field=TextField())
    within = Q(region__startswith=asked.region.code) | Q(region="", organisation__in=list(asked.organisations))
    acts = Act.objects.alias(stage=stage).filter(within, stage__in=list(asked.stages))
    if asked.officers is not None:
        acts = acts.filter(by__in=list(asked.officers))
    if asked.subjects is not None:
        acts = acts.filter(subject__in=list(asked.subjects))
    if asked.type:
        acts = acts.filter(type=asked.type)
    if asked.since:
        acts = acts.filter(at__gte=asked.since)
    if asked.until:
        acts = acts.filter(at__lt=asked.until)
    return covered(acts)[:MOST]


def candidates(region: Region, organisations: Collection[int], type: str, month: str) -> list[tuple[int, str]]:  # noqa: A002
    """
    Return (act, subject) of all acts of one type in a division that have their place, to draw a sample of.

    Acts that name no division count if one of these organisations did them: whose rows they left is for who asks to
    see. `month` is its first day as leaves say it, empty for any.
    """
    within = Q(region__startswith=region.code) | Q(region="", organisation__in=list(organisations))
    acts = Act.objects.filter(within, type=type, leaf__isnull=False)
    return list((acts.filter(month=month) if month else acts).order_by("pk").values_list("pk", "subject"))


def drawn(acts: Sequence[int], *, most: int, seed: str) -> list[int]:
    """Return so many of these acts, all where there are fewer; the same seed draws the same of the same."""
    return sorted(acts if len(acts) <= most else random.Random(seed).sample(sorted(acts), most))  # noqa: S311 -- to be drawn again


def acts_numbered(acts: Collection[int]) -> list[Act]:
    """Return acts by their numbers, in the log's order."""
    return sorted(covered(Act.objects.filter(pk__in=list(acts))), key=lambda act: act.leaf.index)
