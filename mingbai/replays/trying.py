"""A change tried on one sealed month: the rules it touches, with what became of everything they found then."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from mingbai.alerts.measured import verdicts
from mingbai.config.rooms import room
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.policy.parameters import Basis, ParameterSet, definitions
from mingbai.policy.parameters import Entry as Value
from mingbai.prechecks.hiding import subject_index
from mingbai.prechecks.kept import unpack
from mingbai.prechecks.queries import check as check_numbered
from mingbai.prechecks.queries import findings
from mingbai.prechecks.trying import tried
from mingbai.replays.comparing import Became, Compared, Key, compared
from mingbai.rules.catalogue import all_rules
from mingbai.rules.rule import Phase, Rule
from mingbai.standards.queries import known_rules
from mingbai.standards.states import Mode

ALWAYS = date(2000, 1, 1)  # a value that is tried holds in every month it is tried on


def replayable() -> dict[str, Rule]:
    """Return the rules that can be tried on a sealed month, by number."""
    return {rule.id: rule for rule in all_rules() if rule.phase is Phase.BEFORE_PAYMENT}


def keys_read() -> dict[str, list[str]]:
    """Return parameter → the rules that read it, of those that can be tried on a sealed month."""
    read: dict[str, list[str]] = {}
    for rule in replayable().values():
        for key in rule.parameters:
            read.setdefault(key, []).append(rule.id)
    return {key: sorted(rules) for key, rules in sorted(read.items())}


def month_compared(
    check_id: int, region: Region, rule_ids: Collection[str], key: str, value: Any
) -> dict[str, Compared]:
    """Return rule → what it found in a month then and would find now; raise NotKept for one that is no longer there."""
    made = check_numbered(check_id)
    assert made is not None
    with room() as place:
        folder = place / "frozen"
        folder.mkdir()
        parameters = unpack(made.snapshot_sha256, folder)
        modes = {rule: Mode.ON if rule in rule_ids else Mode.OFF for rule in known_rules()}
        done = tried(folder, changed(parameters, region, key, value), made.region, modes, made.fuzzy)
    now = keys_of((row["rule_id"], row["subject_table"], row["subject_id"]) for row in done.findings)
    then: dict[str, set[Key]] = {}
    stored = findings(check_id).filter(rule_id__in=sorted(rule_ids))
    for rule, table, index in stored.values_list("rule_id", "subject_table", "subject_index"):
        then.setdefault(rule, set()).add((table, bytes(index)))
    became = _became(region, Month.parse(made.month), rule_ids)
    return {rule: compared(then.get(rule, ()), now.get(rule, ()), became.get(rule, {})) for rule in sorted(rule_ids)}


def changed(parameters: ParameterSet, region: Region, key: str, value: Any) -> ParameterSet:
    """Return the parameters of then, with the value that is tried."""
    if not key:
        return parameters
    read = definitions()[key].read(value)
    tried_value = Value(key, region.code, ALWAYS, None, read, Basis.GIVEN, reason="试算", reason_en="tried")
    return parameters.with_entries([tried_value])


def keys_of(found: Iterable[tuple[str, str, str]]) -> dict[str, set[Key]]:
    """Return rule → the subjects it found, as checks know them."""
    keys: dict[str, set[Key]] = {}
    for rule, table, subject in found:
        keys.setdefault(rule, set()).add((table, subject_index(table, subject)))
    return keys


def _became(region: Region, month: Month, rule_ids: Collection[str]) -> Mapping[str, Mapping[Key, Became]]:
    """Return rule → subject → what became of the alert that was opened about it."""
    became: dict[str, dict[Key, Became]] = {}
    for one in verdicts(region, month, rule_ids):
        became.setdefault(one.rule_id, {})[one.subject_table, one.subject_index] = Became(one.is_confirmed, one.fen)
    return became
