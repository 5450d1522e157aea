"""Backups tried: read to the last byte, or restored aside in a drill."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, acting, at_desk
from mingbai.cli.desk.backup.group import BROKEN, ByPost, app, show
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

Name = Annotated[str, typer.Argument(metavar="[NAME]", help=both("备份名，默认最近一份", "by default the last one"))]


@app.command("verify", cls=Verb, context_settings=HELP)
def verify(name: Name = "last", post: ByPost = None, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    把一份备份逐字节读完，与清单、与存证登记核对；不符时退出码 5。
    Read a backup to its last byte against its manifest and the log; exit 5 where it differs.
    """
    tried("read_through", name, post, lang, as_json=as_json)


@app.command("drill", cls=Verb, context_settings=HELP)
def drill(name: Name = "last", post: ByPost = None, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    演练：恢复到临时的空地方，重算全部存证和资金账，再清除；正在用的数据不受影响。
    Restore aside, prove log and books there, throw it away; the desk works on meanwhile.
    """
    tried("drill", name, post, lang, as_json=as_json)


def tried(act: str, name: str, post: int | None, lang: str, *, as_json: bool) -> None:
    """Try a backup; show what came of it, and end with 5 where it is not whole."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from django.utils import timezone

        from mingbai.backups import actions

        voice.tick("正在核验备份", "Trying the backup", 0, 1)
        trial = getattr(actions, act)(name=name, by=acting(post)[0] if post else None, at=timezone.now())
        said = {"name": trial.backup.name, "whole": trial.is_whole, "zh": trial.zh, "en": trial.en}
    show(voice, said, trial.zh, trial.en, as_json=as_json)
    if not trial.is_whole:
        raise typer.Exit(BROKEN)
