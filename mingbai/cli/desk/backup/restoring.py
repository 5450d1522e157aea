"""A backup brought back on an empty machine: one command, its proof on the screen, an exit code for programs."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, print_json
from mingbai.cli.desk.backup.group import BROKEN, PassphraseFile, app, passphrase_in, show, there_if_named
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.offices.refused import Refused

if TYPE_CHECKING:
    from mingbai.backups.keys import Escrow
    from mingbai.backups.restoring.proving import Proof

REFUSED = 2  # exit code: with these keys, or in this place, nothing could be brought back
KeysFile = Annotated[
    Path | None,
    typer.Option("--keys", metavar="FILE", callback=there_if_named, help=both("留存的密钥文件", "the keys kept apart")),
]
Shares = Annotated[
    list[Path] | None,
    typer.Option("--share", metavar="FILE", help=both("份额文件，凑够份数", "as many as it takes")),
]
KeyFolder = Annotated[
    Path | None,
    typer.Option("--key-folder", metavar="FOLDER", help=both("或：未封的 keys 文件夹", "or a keys folder, unsealed")),
]
AcceptFaults = Annotated[
    bool, typer.Option("--accept-faults", help=both("核验不符也放到位", "put it in place though it differs"))
]


@app.command("restore", cls=Verb, context_settings=HELP)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", callback=file_there, help=both("备份文件", "the backup"))],
    keys_file: KeysFile = None,
    share: Shares = None,
    passphrase_file: PassphraseFile = None,
    key_folder: KeyFolder = None,
    accept_faults: AcceptFaults = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    在空机器上恢复并自证：行数、存证、账、文件、见证；不符时不放到位，退出码 5。
    Restore into an empty place, prove rows, log, books, files, witnesses; else exit 5.

    例 Example: mingbai backup restore X.backup --keys X.keys --share X-1.share --share X-3.share
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
    django.setup()
    from mingbai.backups.restoring.staging import finish
    from mingbai.config.place import data_folder

    voice, place = Voice(lang), data_folder().absolute()
    if finish(place):
        show(
            voice,
            {"finished": str(place)},
            "上次的恢复已放到位。",
            "The last restore is in place now.",
            as_json=as_json,
        )
        return
    try:
        escrow = _escrow(keys_file, share or [], passphrase_file, key_folder)
        with voice.working():
            proof, placed = _brought_back(file, escrow, voice, accept_faults=accept_faults)
    except Refused as refusal:
        if not as_json:
            raise
        print_json({"whole": False, "place": None, "zh": refusal.zh, "en": refusal.en})
        raise typer.Exit(REFUSED) from None
    zh, en = proof.said()
    where, where_en = (
        (f"已恢复到 {place}。", f"Restored to {place}.") if placed else ("没有恢复。", "Nothing was restored.")
    )
    said = proof.as_json() | {"place": str(place) if placed else None, "zh": zh, "en": en}
    show(voice, said, f"{where}{zh}", f"{where_en} {en}", as_json=as_json)
    if not proof.is_whole or proof.lost:
        raise typer.Exit(BROKEN)


def _brought_back(file: Path, escrow: "Escrow", voice: Voice, *, accept_faults: bool) -> tuple["Proof", bool]:
    """Return the proof of what was brought back, and whether it was put in place."""
    from mingbai.backups.restoring.bringing import DoesNotHold, bring_back

    def step(zh: str, en: str) -> None:
        voice.tick(zh, en, 0, 1)

    def tick(done: int, total: int) -> None:
        voice.tick("正在核验", "Proving", done, total)

    try:
        return bring_back(file, escrow, accept_faults=accept_faults, step=step, tick=tick), True
    except DoesNotHold as refused:
        return refused.proof, False


def _escrow(keys_file: Path | None, shares: Sequence[Path], passphrase: Path | None, folder: Path | None) -> "Escrow":
    """Return the keys, by whichever way they are given."""
    from mingbai.backups.keys import keys_in, opened_keys, passphrase_of

    if folder is not None:
        return keys_in(folder)
    if keys_file is None or not (shares or passphrase):
        raise Refused(
            "恢复需要密钥：--keys 密钥文件，加 --share 份额（凑够份数）或 --passphrase-file 口令文件。",
            "A restore takes the keys: --keys FILE, with enough --share FILE or with --passphrase-file FILE.",
        )
    if passphrase is not None:
        return opened_keys(keys_file, passphrase_in(passphrase))
    words = [file_there(path).read_text(encoding="utf-8") for path in shares]
    return opened_keys(keys_file, passphrase_of(words, keys_file))
