"""The shipped weights and the settings Splink scores with; what depends on the size of the lists is counted in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mingbai.rules.linkage.levels import BLOCKS, COMPARED, MISSING, NAME, OTHER_PERSON, OTHERWISE, UNKNOWN, WHERE, Level

FILE = Path(__file__).parent / "model.json"
TWICE = 0.01  # persons listed twice: the guess a search starts from; the lists hold fewer, so it errs towards finding
LEAST_PEOPLE = 5_000  # below, a list is judged as if it were of this size: chance meetings cannot be counted in it


@dataclass(frozen=True)
class Model:
    """For each comparison, how often its levels hold for one person (m) and for two (u)."""

    m: Mapping[str, Mapping[str, float]]
    u: Mapping[str, Mapping[str, float]]
    trained: Mapping[str, Any]  # on what, with which seed


@cache
def shipped_model() -> Model:
    """Return the model that comes with the rules."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return Model(said["m"], said["u"], said["trained"])


def settings(model: Model, people: int, place_u: Mapping[str, float]) -> dict[str, Any]:
    """Return the settings for lists of so many people; `place_u` says how often two strangers meet in one place."""
    u = {**model.u, "place": place_u}
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "linker_uid": "rk212",  # else a random one would name the tables
        "probability_two_random_records_match": prior(people),
        "blocking_rules_to_generate_predictions": [f"{block} AND {OTHER_PERSON}" for block in BLOCKS],
        "comparisons": [comparison(name, levels, model.m[name], u[name]) for name, levels in COMPARED.items()],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def prior(people: int) -> float:
    """Return how likely two rows taken at random are one person: `TWICE` pairs for each person, among all pairs."""
    return 2 * TWICE / (max(people, LEAST_PEOPLE) - 1)


def comparison(name: str, levels: tuple[Level, ...], m: Mapping[str, float], u: Mapping[str, float]) -> dict[str, Any]:
    """Return one comparison as Splink's settings state it; without m and u, as training wants it."""
    missing = (
        {"sql_condition": MISSING[name], "label_for_charts": UNKNOWN, "is_null_level": True}
        if name in MISSING
        else None
    )
    stated = [level_settings(level, m, u) for level in levels]
    return {"output_column_name": name, "comparison_levels": [*([missing] if missing else []), *stated]}


def level_settings(level: Level, m: Mapping[str, float], u: Mapping[str, float]) -> dict[str, Any]:
    """Return one level; a name counts for more the rarer it is."""
    said: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.key}
    if level.key in m:
        said |= {"m_probability": m[level.key], "u_probability": u[level.key]}
    if level is NAME[0]:
        said |= {"tf_adjustment_column": "plain", "tf_adjustment_weight": 1.0}
    return said


def place_chances(counts: Mapping[str, int], people: int, model: Model) -> dict[str, float]:
    """
    Return how often each level of place holds for two strangers, from the pairs counted by level.

    In small lists the trained chance counts as much as the pairs of `LEAST_PEOPLE`.
    """
    pairs, weight = people * (people - 1) / 2, LEAST_PEOPLE * (LEAST_PEOPLE - 1) / 2
    trained = model.u["place"]
    chance = {
        level.key: (counts[level.key] + weight * trained[level.key]) / (pairs + weight)
        for level in WHERE
        if level.key != OTHERWISE
    }
    return chance | {OTHERWISE: 1 - sum(chance.values())}
