"""Why a backup is not made, not believed or not brought back: what, why, and how to mend it."""

from pathlib import Path

from mingbai.offices.refused import Refused

GIB = 1 << 30


class DiskShort(Refused):
    """There is not enough room, found before anything was written."""

    def __init__(self, place: Path, needed: int, free: int) -> None:
        super().__init__(
            f"磁盘空间不足：{place} 约需 {needed / GIB:.2f} GiB，只剩 {free / GIB:.2f} GiB，尚未写入任何内容；"
            "请清理，或用 MINGBAI_BACKUPS 指定别的磁盘。",
            f"The disk is short: {place} needs about {needed / GIB:.2f} GiB and has {free / GIB:.2f}; nothing was "
            "written. Make room, or name another disk with MINGBAI_BACKUPS.",
        )


class KeysNotKept(Refused):
    """A backup could be made that nobody could open: its keys are kept nowhere else."""

    def __init__(self) -> None:
        super().__init__(
            "还没有留存现行密钥，备份丢了本机就打不开，因此没有备份：请先由安全保密管理员和安全审计员运行"
            " mingbai backup keys。",
            "The keys of today are kept nowhere but here, and no backup would open without this machine, so none was "
            "made: have the security and the audit administrator run mingbai backup keys first.",
        )


class Unopenable(Refused):
    """A backup or an escrow does not open with what was given."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} 打不开：密钥、口令或密钥份额不对，或文件已损坏、被改动；请核对后重试，或换一份备份。",
            f"{file} does not open: the keys, passphrase or shares are not the ones it was sealed for, or it is spoilt "
            "or altered. Check them, or take another backup.",
        )


class NotWhole(Refused):
    """A backup is not what was made: a part is missing, doubled or changed."""

    def __init__(self, file: Path, zh: str, en: str) -> None:
        super().__init__(
            f"{file} 不完整，没有恢复任何内容：{zh}。请换一份备份。",
            f"{file} is not whole, and nothing was brought back: {en}. Take another backup.",
        )


class NotEmpty(Refused):
    """A backup is brought back only where nothing is."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} 里已有内容，恢复只在空的机器上进行：请用 MINGBAI_DATA 指定空目录，或用空的数据库。",
            f"{place} is not empty, and a backup is brought back only where nothing is: name an empty folder with "
            "MINGBAI_DATA, or an empty database.",
        )


class NewerThanThis(Refused):
    """The backup was made by a later version of the program."""

    def __init__(self, version: str, unknown: str) -> None:
        super().__init__(
            f"这份备份由更新的版本 {version} 制作（{unknown}），本版本不认识：请先升级程序再恢复。",
            f"The backup was made by the later version {version} ({unknown}), which this one does not know: upgrade "
            "the program first.",
        )


class LacksKeys(Refused):
    """The escrow does not hold every key that the backup's sealed fields need."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"这份密钥里没有备份所用的第 {missing} 号密钥：请用换密钥之后留存的那一份。",
            f"These keys lack number {missing}, under which fields of the backup are sealed: take the escrow made "
            "after the keys were rotated.",
        )


class OtherRoles(Refused):
    """On a server of the site's own the two roles must be called as they were."""

    def __init__(self, owner: str, desk: str) -> None:
        super().__init__(
            f"请在数据库服务器上建立与原来同名的两个账号：{owner}（拥有表）、{desk}（日常使用），再恢复。",
            f"Make the two roles on the server by the names they had, {owner} (owns the tables) and {desk} (daily "
            "work), and try again.",
        )


class OwnerNotNamed(Refused):
    """A server is named and nobody who may make its tables."""

    def __init__(self) -> None:
        super().__init__(
            "恢复到已有的数据库服务器，须由表的拥有者建表：请设置 DATABASE_OWNER_URL 后再运行。",
            "On a server of the site's own the owner makes the tables: set DATABASE_OWNER_URL, and try again.",
        )


class MayNotMake(Refused):
    """The owner may not make tables in the database."""

    def __init__(self, owner: str, database: str) -> None:
        super().__init__(
            f"账号 {owner} 无权在库 {database} 里建表：请由服务器管理员执行"
            f" ALTER DATABASE {database} OWNER TO {owner}。",
            f"The role {owner} may not make tables in {database}: have the server's administrator run "
            f"ALTER DATABASE {database} OWNER TO {owner}.",
        )


class NotByOwner(Refused):
    """The process may not read the whole database."""

    def __init__(self) -> None:
        super().__init__(
            "备份须以表的拥有者读取全库：请设置 DATABASE_OWNER_URL 后再运行。",
            "A backup reads the whole database as the owner of its tables: set DATABASE_OWNER_URL.",
        )


class AnotherAtWork(Refused):
    """Only one backup or restore at a time."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"另一个备份或恢复正在 {place} 进行，请等它完成。",
            f"Another backup or restore is at work in {place}: wait until it is done.",
        )


class NoSuchBackup(Refused):
    """There is no backup of that name or number."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"没有备份“{name}”：请用 mingbai backup list 查看。",
            f"There is no backup “{name}”: see mingbai backup list.",
        )
