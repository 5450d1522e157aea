"""The guide to a first month is true: every command in it is run at its day, every answer it shows is given."""

import re
import shlex
import shutil
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone

from mingbai.cli.demo.witnesses import four_witnesses
from mingbai.cli.main import main
from mingbai.evidence.installation import policy_file

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "first-month" / "README.md"
AT = re.compile(r"<!-- at (\d{4}-\d\d-\d\d \d\d:\d\d) -->")


def steps() -> list[tuple[datetime, str, list[str]]]:
    """Return (moment, command, answers shown) in the order of the guide."""
    found: list[tuple[datetime, str, list[str]]] = []
    at, inside = datetime.min, False
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if moment := AT.fullmatch(line):
            at = datetime.fromisoformat(moment[1])
        elif line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ mingbai "):
            found.append((at, line.removeprefix("$ mingbai "), []))
        elif inside and line != "…":
            found[-1][2].append(line.strip())
    return found


@pytest.mark.slow
@pytest.mark.requirement("R-1402")
def test_every_line_of_the_guide_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    shutil.copytree(GUIDE.parent, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    (tmp_path / "data").mkdir()
    with four_witnesses(tmp_path / "witnesses"):
        policy_file().rename("见证规则.txt")
        for at, line, answers in steps():
            monkeypatch.setattr(timezone, "now", partial(timezone.make_aware, at))
            command, _, code = line.partition(" # ")
            ended = main(shlex.split(command))
            said = "".join(capsys.readouterr())
            assert ended == int(code or 0), (command, said)
            assert [answer for answer in answers if answer not in said] == [], (command, said)
