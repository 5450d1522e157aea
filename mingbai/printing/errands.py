"""What officers have made that takes a while: evidence packs, each row with its proof."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from mingbai.access.actions import note_look
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.proofs.handing import zipped
from mingbai.evidence.proofs.pack import Row, pack
from mingbai.evidence.tracing.search import acts_numbered
from mingbai.offices.actor import Actor
from mingbai.offices.queries import seat
from mingbai.printing.proofs.proving import proof

PACKING = "printing.pack"
Called = Mapping[str, tuple[str, str]]  # `key_of` an act → what a pack calls it: Chinese, English


def key_of(subject: str, act: str) -> str:
    """Return what acts that are called the same have in common: the table of their rows and their type."""
    return f"{subject.partition('/')[0]}|{act}"


def ask_pack(
    acts: Sequence[int], *, called: Called, name: str, about: Mapping[str, str], maker: str, by: Actor, at: datetime
) -> int:
    """
    Ask for the pack of these acts, all of which the actor may follow; return the errand.

    `about` says what was asked for and `maker` what the line is called that names who had it made. Who asks for the
    same again while it is made is led to the same errand.
    """
    wanted = {"acts": list(acts), "called": dict(called), "name": name, "about": dict(about), "maker": maker}
    same = sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return ask(PACKING, subject=name[:200], by=by, at=at, once=f"{by.id}/{same}", **wanted)


@errand(PACKING, title="生成取证包", title_en="evidence pack")
def make_pack(
    doing: Doing, *, acts: list[int], called: dict[str, list[str]], name: str, about: dict[str, str], maker: str
) -> Came:
    """Prove the acts one by one and keep the pack for its asker; that he had it made is noted as an export."""
    policy, (who, office) = installed_policy(), seat(doing.actor)
    doing.phase("逐条出具证明", "proving row by row", of=len(acts))
    rows = []
    for act in acts_numbered(acts):
        zh, en = called[key_of(act.subject, act.type)]
        rows.append(Row(zh, en, proof(act, policy)))
        doing.step()
    doing.phase("装包、计算摘要", "packing and digesting")
    files = pack(rows, policy, about | {maker: f"{office} {who}"})
    doing.give(f"pack-{name}.zip", zipped(files))
    note_look(page="evidence.pack", by=doing.actor, at=doing.at, subject=name[:100], rows=len(rows), is_export=True)
    zh = f"取证包已生成：{len(rows)}条登记，每条附证明；解压后打开 verify.html 即可离线核验。"
    en = f"The pack is made: {len(rows)} acts with a proof each; open its verify.html to verify it offline."
    return Came(zh, en, {"rows": len(rows)})
