"""
The fault claims measured: a month killed at random, differences planted, the log tampered with, lines paid twice.

`python bench/faults.py` plays 500 rounds of a small month and tries all the rest, writes `results/faults.json` and
`results/faults.md`, and ends with 1 where a claim does not hold. `--part rounds --rounds 1 --seed 17` plays the round
of one seed again and keeps its folder; fewer rounds than 30 write nothing.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import django
from _measured import cores, processor

RESULTS = Path(__file__).parent / "results"
ROUNDS, WORTH_KEEPING = 500, 30
PARTS = ("rounds", "differences", "tamperings", "twice")


def main() -> int:
    """Measure what is asked for, part by part; return an exit code that says whether all claims hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", action="append", choices=PARTS, help="all of them by default")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=1, help="of the first round; the next has the next")
    parser.add_argument("--at-once", type=int, default=cores())
    parser.add_argument("--minutes", type=float, default=inf, help="begin no round after so many")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("DATABASE_OWNER_URL", None)
    django.setup()
    kept = RESULTS / "faults.json"
    claims: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    held = True
    for part in asked.part or PARTS:
        told = {"on": date.today().isoformat(), "load": round(os.getloadavg()[0], 1)} | apart(part, asked)
        held, claims[part] = held and told["holds"], told
        if part != "rounds" or told["rounds"] >= WORTH_KEEPING:
            written(claims)
    print(written(claims, keep=False))
    return 0 if held else 1


def written(claims: dict[str, Any], *, keep: bool = True) -> str:
    """Return the page, and keep it and its figures."""
    from steps.faults.page import page  # noqa: PLC0415

    text = page(claims, f"{processor()}, {cores()} cores")
    if keep:
        (RESULTS / "faults.json").write_text(json.dumps(claims, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "faults.md").write_text(text, encoding="utf-8")
    return text


def apart(part: str, asked: argparse.Namespace) -> dict[str, Any]:
    """Return what a part came to: in a process of its own, for each opens another desk. What went wrong stays there."""
    folder = Path(tempfile.mkdtemp(prefix="mingbai-faults-"))
    folder.chmod(0o755)  # the account that runs the database must reach what lies in it
    os.environ["MINGBAI_DATA"] = str(folder / "data")
    child = os.fork()
    if child == 0:
        from steps.faults import parts, servants  # noqa: PLC0415 - Django must know where its tables are first

        servants.end_with_parent()
        told = getattr(parts, part)(folder, asked.rounds, asked.seed, asked.at_once, asked.minutes)
        (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    if told["holds"]:
        shutil.rmtree(folder, ignore_errors=True)
    return dict(told)


if __name__ == "__main__":
    sys.exit(main())
