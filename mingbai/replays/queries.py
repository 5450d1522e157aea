"""The only readers of replays."""

from django.db.models import Q, QuerySet

from mingbai.kernel.region import Region
from mingbai.policy.parameters.entry import tiers
from mingbai.replays.comparing import Compared
from mingbai.replays.models import Replay


def replay_of(replay_id: int, region: Region) -> Replay | None:
    """Return a replay of a division or one above or below it, None if there is none."""
    return replays(region).filter(pk=replay_id).first()


def replays(region: Region, rule_id: str = "") -> "QuerySet[Replay]":
    """Return the replays of a division, those below it and those above, the newest first; of one rule if named."""
    found = Replay.objects.filter(Q(region__startswith=region.code) | Q(region__in=tiers(region.code)))
    if rule_id:
        found = found.filter(rule_ids__contains=[rule_id])
    return found.select_related("made_by", "committed_by", "entry").order_by("-made_at", "-pk")


def totals(replay: Replay) -> dict[str, Compared]:
    """Return rule → what a replay came to, over all months."""
    return {rule: Compared.from_json(said) for rule, said in replay.outcome.items()}


def by_month(replay: Replay) -> list[tuple[str, int, Compared]]:
    """Return month, check and what all rules together came to."""
    return [
        (one["month"], one["check"], sum(map(Compared.from_json, one["rules"].values()), Compared()))
        for one in replay.months
    ]


def replay_behind(entry_id: int) -> Replay | None:
    """Return the replay that a proposed value was committed from, if there was one."""
    return Replay.objects.filter(entry_id=entry_id).select_related("made_by").first()
