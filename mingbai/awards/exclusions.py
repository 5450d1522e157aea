"""Which programmes exclude each other for one person, as numbers the database compares month by month."""

from collections.abc import Iterable
from itertools import combinations

from mingbai.files.tables.words import PROGRAMMES
from mingbai.law import cite
from mingbai.policy.parameters import Parameters

ORDER = {programme: place for place, programme in enumerate(PROGRAMMES)}
WIDTH = 64  # more programmes than there will be
DIBAO, TEKUN = ("dibao_urban", "dibao_rural"), ("tekun_urban", "tekun_rural")
CHILDREN = ("orphan", "unsupported_child")
AGAIN = frozenset({"linshi"})  # relief may be granted again in the same month; a rule looks at that
LAWFUL: dict[tuple[str, ...], str] = {  # each of these sets: one at a time, by the article
    DIBAO + TEKUN + ("gangxing",): "GEN#2.4",
    ("bianyuan", "gangxing"): "LAW-2026#22",
    CHILDREN: "MF-2021-43#9",
    **{(tekun, *CHILDREN): "MF-2021-43#9" for tekun in TEKUN},
}
for _article in LAWFUL.values():
    cite(_article)


def exclusive_pairs(parameters: Parameters) -> set[tuple[str, str]]:
    """Return the pairs of programmes nobody has at once, a programme with itself among them; the locality adds some."""
    itself = {(programme, programme) for programme in ORDER if programme not in AGAIN}
    local = {(first, second) for first, second in parameters.table("rk206_exclusions")}
    return itself | local | {pair for those in LAWFUL for pair in combinations(those, 2)}


def claims(programme: str, pairs: Iterable[tuple[str, str]]) -> str:
    """
    Return what a programme claims of a person: the numbers of the pairs it is part of, as an int4multirange.

    Two awards exclude each other exactly where their claims have a number in common.
    """
    numbers = sorted({_number(*pair) for pair in pairs if programme in pair})
    return "{" + ",".join(f"[{number},{number + 1})" for number in numbers) + "}"


def _number(first: str, second: str) -> int:
    low, high = sorted((ORDER[first], ORDER[second]))
    return low * WIDTH + high
