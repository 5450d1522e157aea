"""RK-601 to RK-605: townships whose history tells a story of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mingbai.simulation.county import PLACES, County
from mingbai.simulation.key import Expectation, Expected
from mingbai.simulation.people.population import Bools
from mingbai.simulation.programmes import CODE, Lines, benefits_fen
from mingbai.simulation.recipients import Recipients

RULES = ("RK-601", "RK-602", "RK-603", "RK-604", "RK-605")
LEAST_HISTORY, LEAST_TOWNSHIPS, FEWEST_LINES = 12, 10, 100
URBAN_TOWNSHIPS = 2  # the first ones differ from all others by nature
STILL_MONTHS = 8


@dataclass(frozen=True)
class Told:
    """A county's recipients after the regional stories, the townships they happen in, and the key."""

    recipients: Recipients
    townships: frozenset[int]
    key: list[Expected]


Tell = Callable[[Recipients, Bools, np.random.Generator], Recipients]


def regional(county: County, known: Recipients) -> Told:
    """Return the recipients with one story in each of a few townships: all of them in one county, else one at most."""
    quiet = Told(known, frozenset(), [])
    if not county.faults or county.history < LEAST_HISTORY or county.size.townships < LEAST_TOWNSHIPS:
        return quiet
    random = county.dice(10)
    stories = list(STORIES)
    if county.size.counties > 1:
        stories = [stories[random.integers(len(stories))]] if random.random() < county.size.planting else []
    else:
        stories.remove("a drop")  # two alarms a rule are all that fifteen townships may raise
    dibao = known.lines.programme <= CODE["dibao_urban"]
    lines_of = np.bincount(known.lines.village[dibao & known.lines.now] // PLACES, minlength=county.size.townships)
    large = np.flatnonzero(lines_of >= FEWEST_LINES)
    places = random.permutation(large[large >= URBAN_TOWNSHIPS])[: len(stories)]
    key: list[Expected] = []
    for name, township in zip(stories, places.tolist(), strict=False):
        rule_id, zh, en, tell = STORIES[name]
        known = tell(known, known.lines.village // PLACES == township, random)
        code = f"{county.code}{101 + township}"
        key += [
            Expected(rule, "region", code, Expectation.FIND if rule == rule_id else Expectation.MAY, None, zh, en)
            for rule in RULES
        ]
    return Told(known, frozenset(places.tolist()), key)


def monthly_now(lines: Lines, here: Bools) -> Bools:
    """Return the township's dibao lines of the month."""
    chosen: Bools = here & lines.now & (lines.programme <= CODE["dibao_urban"])
    return chosen


def jump(known: Recipients, here: Bools, random: np.random.Generator) -> Recipients:
    """Let three in ten of the township's families enter in the month checked."""
    lines = known.lines
    chosen = monthly_now(lines, here) & (random.random(len(lines)) < 0.3)
    return replace(known, lines=replace(lines, start=np.where(chosen, 0, lines.start)))


def growth(known: Recipients, here: Bools, random: np.random.Generator) -> Recipients:
    """Let the township grow by a twentieth each month for half a year."""
    lines = known.lines
    chosen = monthly_now(lines, here) & (random.random(len(lines)) < 0.35)
    return replace(known, lines=replace(lines, start=np.where(chosen, random.integers(0, 6, len(lines)), lines.start)))


def drop(known: Recipients, here: Bools, random: np.random.Generator) -> Recipients:
    """Let three in ten of the township's families leave all at once, the month before."""
    lines = known.lines
    chosen = monthly_now(lines, here) & (random.random(len(lines)) < 0.3)
    start = np.where(chosen, lines.start + 2, lines.start)
    return replace(known, lines=replace(lines, ended=np.where(chosen, 1, lines.ended), start=start))


def richer(known: Recipients, here: Bools, _: np.random.Generator) -> Recipients:
    """Let the township's lines have been a third lower in all earlier months."""
    lines = known.lines
    chosen = here & (lines.programme <= CODE["tekun_urban"])
    then, before = (np.where(chosen, amount * 2 // 3, amount) for amount in (lines.amount_then, lines.amount_before))
    return replace(known, lines=replace(lines, amount_then=then, amount_before=before))


def still(known: Recipients, here: Bools, random: np.random.Generator) -> Recipients:
    """Let nobody enter or leave the township for more than half a year; those who left, left elsewhere."""
    lines = known.lines
    monthly = here & (lines.programme != CODE["linshi"])
    start = np.where(monthly & lines.now & (lines.start < STILL_MONTHS), lines.start + STILL_MONTHS, lines.start)
    left = monthly & ~lines.now
    townships = int(lines.village.max()) // PLACES + 1
    elsewhere = lines.village + PLACES * random.integers(1, townships, size=len(lines))
    village = np.where(left, elsewhere % (PLACES * townships), lines.village)
    return replace(known, lines=replace(lines, start=start, village=village))


def supplements(known: Recipients, here: Bools, random: np.random.Generator) -> Recipients:
    """Let nearly everybody in the township be seriously ill and get the supplement, papers and all."""
    lines, group = known.lines, known.families
    rows = np.flatnonzero(here & (lines.priority_row >= 0))
    chosen = np.isin(group.household, lines.priority_row[rows]) & (group.category < 0)
    chosen &= random.random(len(chosen)) < 0.9
    illness = np.where(chosen, random.integers(0, 6, size=len(chosen)), group.illness)
    category = np.where(chosen, 3, group.category)
    priority = np.bincount(group.household, weights=category >= 0, minlength=len(group.size)).astype(np.int64)
    group = replace(group, illness=illness, category=category, priority=priority)

    count, amount = lines.priority.copy(), lines.amount.copy()
    then, before = lines.amount_then.copy(), lines.amount_before.copy()
    count[rows] = priority[lines.priority_row[rows]]
    amount[rows] = benefits_fen(lines.standard[rows], lines.members[rows], count[rows], lines.income[rows])
    more = (amount - lines.amount)[rows]
    then[rows] += more
    before[rows] += more
    changed = replace(lines, priority=count, amount=amount, amount_then=then, amount_before=before)
    return replace(known, lines=changed, families=group)


STORIES: dict[str, tuple[str, str, str, Tell]] = {
    "a jump": ("RK-601", "乡镇一个月内新增三成低保户", "A third more families enter in one month", jump),
    "a drop": ("RK-601", "乡镇一个月内退出三成低保户", "A third of the families leave in one month", drop),
    "growth": ("RK-602", "乡镇半年内每月增长百分之五", "Five per cent more each month for half a year", growth),
    "richer": ("RK-603", "乡镇补差水平突然提高一半", "Amounts rise by half from one month to the next", richer),
    "still": ("RK-604", "乡镇半年以上无人进出", "Nobody enters or leaves for more than half a year", still),
    "supplements": ("RK-605", "乡镇几乎人人享受加发", "Nearly everybody gets the supplement", supplements),
}
