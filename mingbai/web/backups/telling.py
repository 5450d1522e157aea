"""How backups are told: what is well and what is not, each in one line with what to do."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mingbai.backups.queries import Standing
from mingbai.web.words import said

if TYPE_CHECKING:
    from mingbai.backups.models import Backup, Trial

MIB, HOUR_S, DAY_H = 1 << 20, 3600, 48
KINDS = {
    "read": gettext_lazy("核验"),
    "drilled": gettext_lazy("演练"),
    "restored": gettext_lazy("恢复"),
    "failed": gettext_lazy("备份"),
}


@dataclass(frozen=True)
class Check:
    """One thing that keeps the desk safe: what it is, how it stands, and what to do about it."""

    title: str
    tone: str
    word: str
    detail: str


@dataclass(frozen=True)
class Told:
    """One backup."""

    backup: "Backup"
    size: str
    rows: str
    leaves: str
    is_there: bool
    read: bool | None
    drilled: bool | None
    by: str

    @property
    def tone(self) -> str:
        """Return the colour of its row."""
        if not self.is_there or False in (self.read, self.drilled):
            return "red"
        return "green" if self.drilled or self.read else "grey"


@dataclass(frozen=True)
class Tried:
    """One trial."""

    trial: "Trial"
    kind: str
    said: str

    @property
    def tone(self) -> str:
        """Return its colour."""
        return "green" if self.trial.is_whole else "red"


def told(backup: "Backup", place: Path) -> Told:
    """Return a backup as its row tells it."""
    came = backup.came_of
    by = backup.made_by.name if backup.made_by else _("每晚自动")
    size = f"{backup.size / MIB:,.1f} MiB"
    rows, leaves = f"{backup.rows:,}", f"{backup.leaves:,}"
    return Told(backup, size, rows, leaves, (place / backup.name).is_file(), came.get("read"), came.get("drilled"), by)


def told_trial(trial: "Trial") -> Tried:
    """Return a trial in the reader's language."""
    return Tried(trial, str(KINDS[trial.kind]), said(trial.zh, trial.en))


def checks(now: Standing, at: datetime) -> list[Check]:
    """Return what keeps the desk safe, one line each."""
    return [_last(now, at), _read(now, at), _drilled(now, at), _keys(now), _place(now)]


def _last(now: Standing, at: datetime) -> Check:
    title = _("最近一次备份")
    if now.failed is not None:
        return Check(title, "red", _("没有备成"), said(now.failed.zh, now.failed.en))
    if now.last is None:
        return Check(title, "red", _("还没有"), _("每晚01:30自动备份，后台任务须在运行。"))
    tone, word = ("amber", _("已过期")) if now.is_late(at) else ("green", _("正常"))
    return Check(title, tone, word, _age(now.last.made_at, at))


def _read(now: Standing, at: datetime) -> Check:
    title = _("最近一次核验")
    if now.read is None:
        return Check(title, "amber", _("还没有"), _("核验把备份逐字节读完，与存证里的摘要核对。"))
    tone, word = ("green", _("一致")) if now.read.is_whole else ("red", _("不符"))
    return Check(title, tone, word, _age(now.read.at, at))


def _drilled(now: Standing, at: datetime) -> Check:
    title = _("最近一次演练")
    if now.drilled is None:
        return Check(title, "amber", _("还没有"), _("演练把备份恢复到临时的空地方，重算存证和资金账，再清除。"))
    if not now.drilled.is_whole:
        return Check(title, "red", _("没有通过"), said(now.drilled.zh, now.drilled.en))
    tone, word = ("amber", _("超过一个月")) if now.is_undrilled(at) else ("green", _("通过"))
    seconds = now.drilled.seconds
    lasted = ngettext("用时%(n)d秒", "用时%(n)d秒", seconds) % {"n": seconds}
    return Check(title, tone, word, f"{_age(now.drilled.at, at)} · {lasted}")


def _keys(now: Standing) -> Check:
    title = _("密钥另存")
    if now.keys_kept is None:
        return Check(title, "red", _("没有另存"), _("备份里没有密钥。请两位管理员在服务器上运行：mingbai backup keys"))
    if not now.are_keys_kept:
        return Check(title, "red", _("已换密钥"), _("换过密钥，旧的另存打不开新备份。请重新运行：mingbai backup keys"))
    kept = now.keys_kept
    how = _("%(shares)d份，凑齐%(needed)d份可开") % {"shares": kept.shares, "needed": kept.needed}
    return Check(title, "green", _("已另存"), how if kept.shares else _("一个口令"))


def _place(now: Standing) -> Check:
    title = _("存放位置")
    if now.same_disk:
        detail = _("与数据在同一块盘，盘坏了一起丢。请用 MINGBAI_BACKUPS 指定另一块盘或另一台机器。")
        return Check(title, "amber", _("同一块盘"), detail)
    return Check(title, "green", _("另一块盘"), str(now.place))


def _age(then: datetime, at: datetime) -> str:
    """Return how long ago something was."""
    hours = max(0, int((at - then).total_seconds() // HOUR_S))
    if hours < DAY_H:
        return ngettext("%(n)d小时前", "%(n)d小时前", hours) % {"n": hours}
    days = hours // 24
    return ngettext("%(n)d天前", "%(n)d天前", days) % {"n": days}
