"""The group of verbs, and what they share: whose post, which keys, one way to answer."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Voice
from mingbai.offices.refused import Refused

BROKEN = 5  # exit code: it is not what was backed up, or older than what witnesses have seen
SHORTEST = 12  # characters of a passphrase
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("备份：全套数据一个加密文件，恢复后自证无误。", "The whole desk in one sealed file that proves itself."),
)
ByPost = Annotated[
    int | None,
    typer.Option(
        "--post", metavar="POST", help=both("系统管理员的岗位，默认算本机办理", "else the machine itself acts")
    ),
]


def there_if_named(path: Path | None) -> Path | None:
    """Return the file that is named, if one is; refuse one that is not there."""
    return None if path is None else file_there(path)


PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        callback=there_if_named,
        help=both("改用一个口令，口令写在此文件", "one passphrase instead, in this file"),
    ),
]


def passphrase_in(path: Path) -> str:
    """Return the passphrase that a file holds; raise Refused for one that could be guessed."""
    text = path.read_text(encoding="utf-8").strip()
    if len(text) < SHORTEST:
        raise Refused(f"口令至少 {SHORTEST} 个字符。", f"A passphrase has at least {SHORTEST} characters.")
    return text


def show(voice: Voice, said: dict[str, Any], zh: str, en: str, *, as_json: bool) -> None:
    """Answer on stdout: to programs in JSON, to people in a sentence."""
    if as_json:
        print_json(said)
    else:
        print(voice.say(zh, en))
