"""What officers ask of this stage that takes a while: a large file of the bank's read in."""

from datetime import datetime
from pathlib import Path

from mingbai.config.rooms import room
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import permit
from mingbai.receipts.actions import import_statement
from mingbai.receipts.states import DELIVER

DELIVERING = "receipts.deliver"


def ask_delivery(*, name: str, content: bytes, bank: str, region: Region, by: Actor, at: datetime) -> int:
    """Ask that a file of the bank be delivered and return the errand; raise a Refused where the actor may not."""
    permit(DELIVER, region, by, at)
    return ask(DELIVERING, subject=name, by=by, at=at, files=[(name, content)], bank=bank, region=region.code)


@errand(DELIVERING, title="导入银行回单", title_en="import of the bank's receipts")
def deliver(doing: Doing, *, bank: str, region: str) -> Came:
    """Deliver the file that was sent."""
    ((name, content),) = doing.files
    doing.phase("读取文件", "reading the file")
    with room() as folder:
        path = folder / Path(name).name
        path.write_bytes(content)

        def kept(done: int, of: int) -> None:
            if doing.total != of:
                doing.phase("登记回单", "keeping the receipts", of=of)
            doing.reach(done)

        brought = import_statement(
            path=path, bank=bank, region=Region(region), by=doing.actor, at=doing.at, progress=kept
        )  # fmt: skip
    zh, en = "".join(one.zh for one in brought), " ".join(one.en for one in brought)
    return Came(zh, en, {"statements": [one.id for one in brought]})
