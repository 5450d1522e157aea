"""What officers have made that takes a while: evidence packs, each row with its proof, and forms for a system."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from mingbai.access.actions import note_look
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.proofs.handing import zipped
from mingbai.evidence.proofs.pack import Row, pack
from mingbai.evidence.tracing.search import acts_numbered
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_reading, seat
from mingbai.printing.offered import FORMS, Asked, Form, printed
from mingbai.printing.proofs.proving import proof

PACKING, PRINTING = "printing.pack", "printing.form"
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
    wanted: dict[str, Any] = {
        "acts": list(acts),
        "called": dict(called),
        "name": name,
        "about": dict(about),
        "maker": maker,
    }
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


def ask_form(form: Form, asked: Asked, *, bilingual: bool, by: Actor, at: datetime) -> int:
    """Ask that a form be printed and return the errand; raise NotReadable for who does not read its records."""
    if not form.is_for(by):
        require_reading(by, form.reads[0])
    wanted: dict[str, Any] = {
        "name": form.name, "region": asked.region.code, "month": str(asked.month), "key": asked.key,
        "telephone": asked.telephone, "large": asked.large, "bilingual": bilingual,
    }  # fmt: skip
    once = sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return ask(
        PRINTING, subject=f"{form.title} {asked.key or asked.month}", by=by, at=at, once=f"{by.id}/{once}", **wanted
    )


@errand(PRINTING, title="出具表册", title_en="printing of a form")
def make_form(
    doing: Doing, *, name: str, region: str, month: str, key: int, telephone: str, large: bool, bilingual: bool
) -> Came:
    """Print a form, each paper in the log by its code and digest, and keep the files for its asker."""
    doing.phase("排版、登记", "setting and logging the papers")
    asked = Asked(Region(region), Month.parse(month), doing.at, key, telephone, large)
    files = printed(FORMS[name], asked, by=doing.actor, bilingual=bilingual)
    for called, content in files:
        doing.give(called, content)
    subject = f"{name}/{key or month}"
    note_look(page="papers", by=doing.actor, at=doing.at, subject=subject, rows=len(files), is_export=True)
    return Came(f"已出具{len(files)}份，均已登记存证。", f"{len(files)} made, each in the log.", {"files": len(files)})
