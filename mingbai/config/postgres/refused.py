"""Why the database could not be started or reached: what, where, and how to mend it, in Chinese and English."""

import re
from pathlib import Path

TAIL = 2000  # characters of the server's own words that are looked at


class DatabaseRefused(Exception):
    """The database cannot be used; says why in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class NobodyToRunIt(DatabaseRefused):
    """Root finds no account that can run the server in this folder."""


def unreadable(folder: Path, error: OSError) -> DatabaseRefused:
    """Return the refusal of a folder that the system does not let us use."""
    return DatabaseRefused(
        f"数据库目录 {folder} 不能使用（{error.strerror}）：请检查目录权限，或用 MINGBAI_DATA 指定另一个目录。",
        f"The database folder {folder} cannot be used ({error.strerror}): "
        "check its permissions, or name another with MINGBAI_DATA.",
    )


def foreign(folder: Path) -> DatabaseRefused:
    """Return the refusal of a folder that belongs to somebody else."""
    return DatabaseRefused(
        f"数据库目录 {folder} 属于其他用户：请以该用户运行，或用 MINGBAI_DATA 指定另一个目录。",
        f"The database folder {folder} belongs to another user: run as that user, or name another with MINGBAI_DATA.",
    )


def other_version(folder: Path, found: str, ours: str) -> DatabaseRefused:
    """Return the refusal of data written by another major version."""
    return DatabaseRefused(
        f"{folder} 中的数据由 PostgreSQL {found} 写成，本程序使用 {ours}："
        f"请用 {found} 版的 pg_dump 导出后导入新目录，或用 DATABASE_URL 连接原来的服务器。",
        f"The data in {folder} was written by PostgreSQL {found}, and this is {ours}: dump it with pg_dump of {found} "
        "and load it into a new folder, or name the old server with DATABASE_URL.",
    )


def half_made(folder: Path) -> DatabaseRefused:
    """Return the refusal of a data folder that holds something else."""
    return DatabaseRefused(
        f"{folder} 不是空目录，也不是本程序的数据库：请清空它，或用 MINGBAI_DATA 指定另一个目录。",
        f"{folder} is neither empty nor a database of ours: empty it, or name another folder with MINGBAI_DATA.",
    )


def no_passwords(file: Path) -> DatabaseRefused:
    """Return the refusal where the passwords of a database cannot be read."""
    return DatabaseRefused(
        f"数据库口令文件 {file} 缺失或损坏：请从备份恢复它；没有备份时只能换一个 MINGBAI_DATA 目录重新开始。",
        f"The file of passwords {file} is missing or broken: bring it back from a backup, "
        "or begin anew in another folder with MINGBAI_DATA.",
    )


def no_programs(place: str) -> DatabaseRefused:
    """Return the refusal where the server's programs are missing."""
    return DatabaseRefused(
        f"没有找到 PostgreSQL 程序（{place}）：请按 requirements.lock 安装，"
        "用 MINGBAI_POSTGRES 指明已安装的 bin 目录，或用 DATABASE_URL 连接服务器。",
        f"The programs of PostgreSQL were not found ({place}): install requirements.lock, name the bin folder of an "
        "installed PostgreSQL with MINGBAI_POSTGRES, or a server with DATABASE_URL.",
    )


def no_account(folder: Path) -> NobodyToRunIt:
    """Return the refusal where root finds nobody to run the server as."""
    return NobodyToRunIt(
        f"PostgreSQL 不能以 root 运行，而普通用户进不了 {folder}："
        "请以普通用户运行，或把 MINGBAI_DATA 设为所有人可进入的目录，如 /var/lib/mingbai。",
        f"PostgreSQL does not run as root, and no ordinary user can reach {folder}: run as an ordinary user, "
        "or set MINGBAI_DATA to a folder all can enter, such as /var/lib/mingbai.",
    )


def no_answer(words: str) -> DatabaseRefused:
    """Return the refusal of a server that cannot be reached or does not let us in; its words name no password."""
    first = next(iter(words.strip().splitlines()), "")
    return DatabaseRefused(
        f"连不上 DATABASE_URL 指定的数据库：{first[:300]}。请核对地址、账号和口令，并确认服务器已启动。",
        f"The database DATABASE_URL names cannot be reached: {first[:300]}. "
        "Check address, account and password, and that the server runs.",
    )


def not_carried(words: str, zh: str, en: str) -> DatabaseRefused:
    """Return why a database was not dumped or loaded, read from the program's own words, and how to mend it."""
    for pattern, why, why_en in CARRYING:
        if re.search(pattern, words, re.I):
            return DatabaseRefused(
                f"数据库未能{zh}：{why}（{words}）", f"The database could not be {en}: {why_en} ({words})"
            )
    return DatabaseRefused(f"数据库未能{zh}：{words}", f"The database could not be {en}: {words}")


def nameless(uid: int) -> DatabaseRefused:
    """Return the refusal of a user who is only a number."""
    return DatabaseRefused(
        f"当前用户（编号{uid}）在本机没有用户名，PostgreSQL 不能以它运行：请在 /etc/passwd 中添加，或换一个用户。",
        f"The present user ({uid}) has no name on this machine, and PostgreSQL wants one: "
        "add it to /etc/passwd, or run as another user.",
    )


def not_started(words: str, log: Path) -> DatabaseRefused:
    """Return why a server did not start, read from its own words."""
    for pattern, zh, en in KNOWN:
        if re.search(pattern, words[-TAIL:], re.I):
            return DatabaseRefused(
                f"数据库没有启动：{zh}详情见 {log}。", f"The database did not start: {en} See {log}."
            )
    last = next((line for line in reversed(words.strip().splitlines()) if line.strip()), "")
    return DatabaseRefused(
        f"数据库没有启动：{last[:300]} 详情见 {log}。", f"The database did not start: {last[:300]} See {log}."
    )


CARRYING = (  # what pg_dump, pg_restore or psql says → what it means and how to mend it
    (
        r"server version mismatch|unsupported version \(.*\) in file header",
        "所用的 pg_dump、pg_restore 比数据库服务器或备份旧；"
        "请去掉 MINGBAI_POSTGRES，或让它指向不低于服务器版本的 bin 目录。",
        "the programs that dump and load are older than the server or the backup: unset MINGBAI_POSTGRES, or have it "
        "name the bin folder of a PostgreSQL no older than the server.",
    ),
    (
        r"permission denied|must be owner",
        "DATABASE_OWNER_URL 的账号权限不够；请让它做这个库的所有者（ALTER DATABASE 库名 OWNER TO 账号）。",
        "the role of DATABASE_OWNER_URL may not do this: make it the database's owner (ALTER DATABASE name OWNER TO "
        "role).",
    ),
    (
        r"no space left|disk full|could not extend",
        "数据库服务器的磁盘已满；请清理后重试。",
        "the server's disk is full: make room there and try again.",
    ),
    (
        r"connection to server|password authentication|no pg_hba.conf entry",
        "连不上数据库；请核对地址、账号和口令，并确认服务器允许本机连接。",
        "the server cannot be reached: check address, account and password, and that it lets this machine in.",
    ),
)
KNOWN = (  # what the server or the system says → what it means and how to mend it
    (
        r"no space left|disk quota|could not extend",
        "磁盘空间不足，请清理后重试。",
        "The disk is full: make room and try again.",
    ),
    (
        r"permission denied|has wrong ownership|invalid permissions",
        "目录权限不对，应只属于运行者本人（0700）。",
        "The folder has wrong permissions: it must belong to who runs this, and to nobody else (0700).",
    ),
    (
        r"could not create shared memory|cannot allocate memory|could not map anonymous",
        "内存不足，请关闭其他程序后重试。",
        "Memory is short: close other programs and try again.",
    ),
    (
        r"address already in use|is another postmaster|lock file .* already exists",
        "这个目录已有另一个数据库程序在运行，请先停止它。",
        "Another server already runs on this folder: stop it first.",
    ),
)
