"""The parameters that ship with the program: one file of definitions, one pack of values per place."""

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from mingbai.law import cite
from mingbai.policy.parameters.definition import BadValue, Definition
from mingbai.policy.parameters.entry import Basis, Entry, read_stored
from mingbai.policy.parameters.parameter_set import ParameterSet
from mingbai.policy.refused import Refused

HERE = Path(__file__).parent
# The loader in C reads the packs ten times faster; it is missing where PyYAML was built without libyaml.
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadPack(Refused):
    """A pack of values that contradicts itself or the definitions."""

    def __init__(self, pack: str, key: str, zh: str, en: str) -> None:
        super().__init__(
            f"参数文件 {pack} 的 {key} 有误：{zh}。",
            f"{key} in the parameter file {pack} is wrong: {en}.",
        )


@cache
def definitions() -> Mapping[str, Definition]:
    """Return every parameter that exists, by key."""
    found: dict[str, Definition] = {}
    for path in sorted(HERE.glob("definitions*.yaml")):
        for key, stored in _read(path).items():
            if key in found:
                raise BadPack(path.name, key, "重复定义", "it is defined twice")
            found[key] = Definition.parse(key, stored)
    return found


@cache
def shipped() -> ParameterSet:
    """
    Return the parameters that ship with the program: the nation, four places of the source texts, the demo county.

    Raises BadPack for a value that no definition allows, and UnknownCitation for an article that does not exist.
    """
    paths = sorted(path for path in HERE.glob("*.yaml") if not path.name.startswith("definitions"))
    entries = [entry for path in paths for entry in read_pack(path)]
    for first, second in combinations(sorted(entries, key=lambda entry: (entry.key, entry.region)), 2):
        if (first.key, first.region) == (second.key, second.region) and first.overlaps(second):
            raise BadPack(first.region, first.key, "同一日期有两个取值", "two values hold on one day")
    return ParameterSet(tuple(entries))


def read_pack(path: Path) -> list[Entry]:
    """Return the values in a pack; raise BadPack for one that is none, or for a value that no definition allows."""
    try:
        pack = _read(path)
        region, values = str(pack["region"]), dict(pack["values"])
        dated = [(str(key), dict(stored)) for key, history in values.items() for stored in history]
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadPack(path.name, "region / values", "不是一份参数文件", "it is no file of values") from error
    return [_entry(path.name, region, key, stored) for key, stored in dated]


def _entry(pack: str, region: str, key: str, stored: Mapping[str, Any]) -> Entry:
    definition = definitions().get(key)
    if definition is None:
        raise BadPack(pack, key, "没有这个参数的定义", "no such parameter is defined")
    try:
        entry = read_stored(key, region, stored, definition.read(stored.get("value")))
    except BadValue as refusal:
        raise BadPack(pack, key, refusal.zh.rstrip("。"), refusal.en.rstrip(".")) from refusal
    except (KeyError, ValueError) as error:
        raise BadPack(
            pack, key, f"起止日期或区划有误（{error}）", f"its days or its region are wrong ({error})"
        ) from error
    reasoned = bool(entry.reason and entry.reason_en) and entry.basis is Basis.DESIGN
    if bool(entry.cite) == reasoned:
        raise BadPack(pack, key, "应写明条款或设计理由之一", "it needs either an article or a reason of our own")
    if entry.cite:
        cite(entry.cite)
    return entry


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        stored: dict[str, Any] = yaml.load(file, Loader=LOADER)  # noqa: S506 -- both loaders are the safe ones
    return stored
