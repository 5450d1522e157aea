"""The keys kept apart: sealed by two administrators, the passphrase in shares for several people."""

import os
from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, acting, at_desk
from mingbai.cli.desk.backup.group import PassphraseFile, app, passphrase_in, show
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.offices.refused import Refused

MOST = 16


@app.command("keys", cls=Verb, context_settings=HELP)
def keys(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help=both("写到哪个文件夹，如优盘", "such as a USB stick"))],
    post: Annotated[
        int, typer.Option("--post", metavar="POST", help=both("安全保密管理员的岗位", "security administrator's"))
    ],
    approved_by: Annotated[
        int, typer.Option("--approved-by", metavar="POST", help=both("安全审计员的岗位", "audit administrator's"))
    ],
    shares: Annotated[int, typer.Option(min=2, max=MOST, metavar="N", help=both("分成几份", "how many shares"))] = 3,
    need: Annotated[int, typer.Option(min=2, max=MOST, metavar="N", help=both("凑齐几份可开", "how many open"))] = 2,
    passphrase_file: PassphraseFile = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    留存密钥：备份里没有密钥。密钥另封一个文件，口令分成几份，每份二十个词，分交不同的人。
    Keep the keys apart: backups hold none. Sealed in a file, the passphrase in shares.

    例 Example: mingbai backup keys 优盘 --post 2 --approved-by 3 --shares 5 --need 3
    """
    if need > shares:
        raise Refused("凑齐的份数不能多于总份数。", "No more shares can be needed than there are.")
    voice = Voice(lang)
    with at_desk():
        from mingbai.backups.actions import keep_keys
        from mingbai.backups.keys import shared_passphrase

        (by, at), (other, _) = acting(post), acting(approved_by)
        passphrase, words = (passphrase_in(passphrase_file), []) if passphrase_file else shared_passphrase(shares, need)
        if not words:
            need = 0
        path = out / f"mingbai-{at:%Y%m%d}.keys"
        keep_keys(path=path, passphrase=passphrase, needed=need, shares=len(words), by=by, approved_by=other, at=at)
    files = [_written(out / f"{path.stem}-{number}.share", share) for number, share in enumerate(words, 1)]
    zh, en = f"密钥已封存到 {path}。", f"The keys are sealed in {path}."
    if files:
        zh += f"{shares} 份份额凑齐 {need} 份可开：请分交 {shares} 个人，并从此处删除份额文件。"
        en += f" Any {need} of the {shares} shares open it: give each to another person, and delete the files here."
    said = {"keys": str(path), "shares": [str(file) for file in files], "need": need}
    show(voice, said, zh, en, as_json=as_json)


def _written(path: Path, text: str) -> Path:
    """Write a share for its owner alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")
    return path
