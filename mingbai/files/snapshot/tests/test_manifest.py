"""A manifest that another version wrote, or somebody spoilt, is refused in words."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingbai.files.snapshot.snapshot import NotASnapshot, Snapshot, open_snapshot
from mingbai.kernel.month import Month


@pytest.mark.parametrize(
    "spoilt",
    [
        {"format": 1},
        {"format": "second"},
        {"homes": {"../elsewhere": "household"}},
        {"homes": [3]},
        {"month": "2026-13"},
        {"as_of": None},
        {"rows": None, "homes": None},
    ],
)
def test_a_manifest_of_another_kind_is_refused_with_the_way_to_mend_it(tmp_path: Path, spoilt: dict[str, Any]) -> None:
    made = Snapshot(tmp_path, Month.parse("2026-10"), date(2026, 10, 31), 1, {"roster": "household"}, {}, {}, [])
    made.save()
    manifest = tmp_path / "snapshot.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | spoilt), encoding="utf-8")
    with pytest.raises(NotASnapshot) as refused:
        open_snapshot(tmp_path)
    assert "mingbai freeze" in refused.value.zh
    assert "mingbai freeze" in refused.value.en


@pytest.mark.parametrize("text", ["", "[]", "{", "3", "\u0000"])
def test_a_manifest_that_is_no_object_is_refused_too(tmp_path: Path, text: str) -> None:
    (tmp_path / "snapshot.json").write_text(text, encoding="utf-8")
    with pytest.raises(NotASnapshot):
        open_snapshot(tmp_path)
