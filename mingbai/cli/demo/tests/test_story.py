"""Three months at the desk of a made-up township, as anybody sees them who runs the demo."""

import os
import re
from pathlib import Path

import pytest

from mingbai.cli.demo import story
from mingbai.cli.voice import Lang, Voice


@pytest.mark.slow
@pytest.mark.requirement("R-718")
@pytest.mark.requirement("R-1402")
def test_a_month_closes_by_evidence_and_a_silent_fen_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    monkeypatch.setattr(story, "MONTHS", 1)
    told = story.work_through(Voice(Lang.EN), "town", 20261101)
    said = capsys.readouterr().err
    assert told.lines > 1_000
    assert "payments.payment/" in told.tampering
    assert re.search(r"closing: refused while [1-9][0-9]* things were open", said)
    assert said.count("4 people signed") == 1
    found = re.search(r"alerts: ([0-9]+) decided .* ([0-9]+) true, ([0-9,.]+) yuan, of which ([0-9,.]+) has come", said)
    assert found
    decided, confirmed, fen, back = (float(number.replace(",", "")) for number in found.groups())
    assert decided > confirmed > 10
    assert fen > back > 0
    assert "rosters are derived and left to you: 1 waits for a village" in said
    assert "put back, all holds" in said
    assert told.sealed > 2_000
    assert os.environ["MINGBAI_DATA"] == str(tmp_path)
