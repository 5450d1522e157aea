"""A division's values as the pack that ships with the program: the same values are the same bytes."""

from collections.abc import Iterable
from typing import Any

import yaml

from mingbai.policy.parameters import Entry, definitions
from mingbai.policy.parameters.entry import plain

HEAD = "# {region}: 由“政策标准库”导出 exported from the standards of the desk.\n"


def pack_text(region: str, entries: Iterable[Entry]) -> str:
    """Return the values of one division as YAML that `read_pack` reads again, in the order parameters are defined."""
    dated: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.from_on):
        if entry.region == region:
            dated.setdefault(entry.key, []).append(entry)
    values = {key: [_stored(entry) for entry in dated[key]] for key in definitions() if key in dated}
    pack = {"region": region, "values": values}
    return HEAD.format(region=region) + yaml.safe_dump(
        pack, allow_unicode=True, default_flow_style=None, sort_keys=False, width=2**20
    )


def _stored(entry: Entry) -> dict[str, Any]:
    said = {
        "from": entry.from_on,
        "to": entry.to_on,
        "value": plain(entry.value),
        "basis": None if entry.cite else entry.basis.value,
        "cite": entry.cite,
        "zh": entry.reason,
        "en": entry.reason_en,
        "prevails": entry.prevails or None,
    }
    return {name: value for name, value in said.items() if value not in ("", None)}
