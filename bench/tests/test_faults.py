"""A month killed thirty times at random loses nothing and pays nobody twice; and its judge can find fault."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

BENCH = Path(__file__).resolve().parent.parent
SCRIPT = """
import json, os, shutil, sys
from pathlib import Path

sys.path.insert(0, {bench!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "mingbai.config.settings"
for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.pop(name, None)

import django

django.setup()
from steps.faults import rounds
from steps.faults.judging import faults_of
from steps.faults.journal import Journal
from steps.faults.servants import at_the_desk

from mingbai.evidence.models import Act

folder = Path({folder!r})
begin = rounds.starts(folder)
struck, victims, wrong = 0, set(), [fault for start in begin.values() for fault in start.wrong]
for told in rounds.played(begin, range(1, 31), folder, 2):
    struck += len(told.struck)
    victims |= {{blow["victim"] for blow in told.struck}}
    wrong += [f"seed {{told.seed}}: {{fault}}" for fault in told.wrong]

rest = folder / "rest"
place, usual = rounds.replace(begin[False].place, folder=rest), begin[False].usual.arrived
os.environ["MINGBAI_DATA"] = str(rest / "data")
journal, outbox, bank = Journal(rest / "journal"), rest / "outbox", rest / "bank"
found = []
with at_the_desk():
    judged = lambda: faults_of(place, journal, usual)
    found.append(judged())
    journal.write("done", act=1_000_000, digest="0" * 64)
    found.append(judged())
    journal.path.write_text(whole := journal.path.read_text().rpartition("{{")[0])
    journal.write("answered", name="nobody's", path="/plans")
    found.append(judged())
    journal.path.write_text(whole)
    act = Act.objects.get(type="rosters.frozen")
    journal.write("done", act=act.pk, digest=act.digest, once=["rosters.frozen", "rosters.sheet/0"])
    found.append(judged())
    journal.path.write_text(whole)
    first = sorted(outbox.iterdir())[0]
    shutil.copy(first, outbox / "again.csv")
    found.append(judged())
    (outbox / "again.csv").unlink()
    shutil.copy(bank / first.name, bank / "again.csv")
    found.append(judged())
    (bank / "again.csv").unlink()
    (rest / "data" / "rooms" / "left").mkdir()
    found.append(judged())
print(json.dumps([struck, sorted(victims), wrong, found]))
"""


@pytest.mark.slow
@pytest.mark.requirement("R-1402", "R-1508")
def test_thirty_rounds_lose_nothing_acknowledged_and_pay_nobody_twice() -> None:
    with TemporaryDirectory(prefix="mingbai-faults-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        script = SCRIPT.format(bench=str(BENCH), folder=folder)
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=BENCH.parent)
    assert done.returncode == 0, done.stderr
    struck, victims, wrong, found = json.loads(done.stdout.splitlines()[-1])
    whole, lost, unanswered, undone, twice_out, twice_paid, left = found
    assert wrong == []
    assert struck >= 30
    assert victims == ["backend", "command", "postmaster", "sequencer", "web", "witness", "worker"]
    assert whole == []
    assert lost == ["act 1000000 was acknowledged and is lost"]
    assert unanswered == ["the answer to /plans is lost"]
    assert undone == ["rosters.frozen of rosters.sheet/0 was done 0 times"]
    assert [fault.split(" [")[0] for fault in twice_out] == ["the outbox holds"]
    assert twice_paid
    assert left == ["the room left was left in the clear"]
