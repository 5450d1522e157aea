"""What the system administrator asks of this stage that takes a while: a backup, a reading, a drill."""

from datetime import datetime

from mingbai.backups.actions import drill, make_backup, read_through
from mingbai.backups.actions.allowing import allow
from mingbai.backups.models import Trial
from mingbai.backups.queries import are_keys_kept, backup_named
from mingbai.backups.refused import KeysNotKept
from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.offices.actor import Actor

MAKING, READING, DRILLING = "backups.make", "backups.read", "backups.drill"
MIB = 1 << 20


def ask_backup(*, by: Actor, at: datetime) -> int:
    """Ask for a backup and return the errand; what it would be refused for is said at once."""
    allow(by, "备份", "make a backup", at)
    if not are_keys_kept():
        raise KeysNotKept
    return ask(MAKING, subject=f"{at:%Y-%m-%d}", by=by, at=at, once=MAKING)


def ask_trial(kind: str, *, name: str, by: Actor, at: datetime) -> int:
    """Ask for a reading or a drill of a backup and return the errand; raise NoSuchBackup or NotYours at once."""
    allow(by, "核验备份", "verify a backup", at)
    found = backup_named(name)
    return ask(kind, subject=found.name, by=by, at=at, once=f"{kind}/{found.name}", name=found.name)


@errand(MAKING, title="备份", title_en="back up")
def make(doing: Doing) -> Came:
    """Make a backup."""
    doing.phase("正在写备份文件", "writing the backup")
    row = make_backup(by=doing.actor, at=doing.at)
    size = f"{row.size / MIB:.1f} MiB"
    return Came(f"已备份：{row.rows}行，{size}。", f"Backed up: {row.rows} rows, {size}.", {"backup": row.pk})


@errand(READING, title="核验备份", title_en="verify a backup")
def read(doing: Doing, *, name: str) -> Came:
    """Read a backup to its last byte."""
    doing.phase("正在逐字节读取", "reading every byte")
    return _came(read_through(name=name, by=doing.actor, at=doing.at))


@errand(DRILLING, title="恢复演练", title_en="drill a restore")
def rehearse(doing: Doing, *, name: str) -> Came:
    """Bring a backup back aside, prove it, throw it away."""
    doing.phase("正在恢复到临时的空地方并核验", "restoring aside and proving it")
    return _came(drill(name=name, by=doing.actor, at=doing.at))


def _came(trial: Trial) -> Came:
    return Came(trial.zh, trial.en, {"trial": trial.pk})
