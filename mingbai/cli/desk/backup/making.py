"""Backups made, and listed with what came of every trial."""

from typing import Any

from mingbai.cli.desk.acting import AsJson, acting, at_desk, print_json, print_table
from mingbai.cli.desk.backup.group import ByPost, app, show
from mingbai.cli.manual import HELP, Verb
from mingbai.cli.voice import Lang, Language, Voice

MIB = 1 << 20
MARKS = {True: "✔", False: "▲", None: "—"}


@app.command("make", cls=Verb, context_settings=HELP)
def make(post: ByPost = None, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    现在备份：数据库、存证、封存的月份，成一个加密文件；每晚 01:30 自动备份一次。
    Back up now: database, log, sealed months in one file; the worker does so at 01:30.

    放在 MINGBAI_BACKUPS 指定的文件夹，最好是另一块盘。
    It lies where MINGBAI_BACKUPS says, best on another disk.
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from django.utils import timezone

        from mingbai.backups.actions import make_backup
        from mingbai.backups.places import backups_folder

        voice.tick("正在备份", "Backing up", 0, 1)
        row = make_backup(by=acting(post)[0] if post else None, at=timezone.now())
        path = backups_folder() / row.name
    said = {"file": str(path), "sha256": row.sha256, "bytes": row.size, "rows": row.rows, "leaves": row.leaves}
    zh = f"已备份到 {path}：{row.rows} 行、{row.leaves} 条存证，{row.size / MIB:.1f} MiB。"
    en = f"Backed up to {path}: {row.rows} rows, {row.leaves} leaves, {row.size / MIB:.1f} MiB."
    show(voice, said, zh, en, as_json=as_json)


@app.command("list", cls=Verb, context_settings=HELP)
def list_(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    有哪些备份，每份核验、演练过没有。
    Which backups there are, and how each was tried.
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.backups.queries import backups, standing

        now = standing()
        found: list[dict[str, Any]] = [
            {
                "name": one.name,
                "made_at": one.made_at.isoformat(),
                "bytes": one.size,
                "rows": one.rows,
                "leaves": one.leaves,
                "there": (now.place / one.name).is_file(),
                "trials": one.came_of,
            }
            for one in backups()
        ]
    if as_json:
        print_json({"folder": str(now.place), "keys_kept": now.are_keys_kept, "backups": found})
        return
    heads = voice.say("名称 字节 行 存证 在位 核验 演练", "name bytes rows leaves there read drilled").split()
    rows = (
        (*(one[name] for name in ("name", "bytes", "rows", "leaves")), MARKS[one["there"]],
         *(MARKS[one["trials"].get(kind)] for kind in ("read", "drilled")))
        for one in found
    )  # fmt: skip
    print_table(heads, rows)
