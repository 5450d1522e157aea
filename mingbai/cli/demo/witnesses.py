"""The four witnesses of the demo county: each a process of its own, with its own key and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mingbai.evidence.installation import log_key, policy_file

AGENCIES = {  # who watches the money, and who watches those
    "civil_affairs": "witness.demo/civil-affairs",
    "finance": "witness.demo/finance",
    "audit": "witness.demo/audit",
    "discipline": "witness.demo/discipline",
}
QUORUM = """group 经办部门 any {civil_affairs} {finance}
group 监督部门 any {audit} {discipline}
group 两类部门 all 经办部门 监督部门
quorum 两类部门
"""


@contextmanager
def four_witnesses(folder: Path) -> Iterator[tuple[str, ...]]:
    """Have four agencies witness the log, and write the rule whose cosignatures are enough; yield their names."""
    log = str(log_key().verifier)
    with ExitStack() as until_done:
        served = {
            agency: until_done.enter_context(_serving(name, log, folder / agency)) for agency, name in AGENCIES.items()
        }
        lines = [f"log {log}", *(f"witness {one['name']} {one['key']} {one['url']}" for one in served.values())]
        policy_file().write_text("\n".join([*lines, QUORUM.format(**AGENCIES)]), encoding="utf-8")
        yield tuple(AGENCIES)


@contextmanager
def _serving(name: str, log: str, folder: Path) -> Iterator[dict[str, str]]:
    """Run one witness as long as this lasts; yield what it says of itself."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "mingbai.cli.main", "witness", "serve", "--name", name, "--log", log, "--json"]
    own = os.environ | {"MINGBAI_DATA": str(folder)}
    with subprocess.Popen(words, env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
