"""`mingbai witness`: an agency's own small process that cosigns the log only after checking that it only grew."""

import json
from typing import Annotated
from urllib.parse import quote

import typer

from mingbai.cli.desk.reading import Unusable, log_named
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice
from mingbai.config.place import data_folder
from mingbai.evidence.notes.keyfile import load_or_make_key
from mingbai.evidence.notes.keys import KeyKind, KeyRefused, SigningKey

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("见证：一个部门独立核对并签名。", "A witness: one agency that checks for itself, and cosigns."),
)
Name = Annotated[
    str,
    typer.Option(metavar="NAME", help=both("见证名，如 witness.example/审计", "such as witness.example/audit")),
]
AsJson = Annotated[bool, typer.Option("--json", help=both("输出 JSON", "print JSON"))]


@app.command("key", cls=Verb, context_settings=HELP)
def key(name: Name, as_json: AsJson = False) -> None:
    """
    显示本见证的公钥，首次运行时生成密钥。
    Show the witness's public key; make the key at first use.
    """
    public = str(_key(name).verifier)
    print(json.dumps({"name": name, "key": public}, ensure_ascii=False) if as_json else public)


@app.command("serve", cls=Verb, context_settings=HELP)
def serve(
    name: Name,
    log: Annotated[
        list[str],
        typer.Option(metavar="KEY", help=both("所见证日志的公钥，可多次", "a log's public key; may be repeated")),
    ],
    port: Annotated[int, typer.Option(min=0, max=65_535, metavar="N", help=both("端口，0 为任选", "0 for any"))] = 0,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help=both("监听地址，默认仅本机", "where to listen; by default here only"))
    ] = "127.0.0.1",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提供见证服务，直到被终止。
    Serve until told to end.
    """
    from mingbai.evidence.tiles.storage import FolderStorage
    from mingbai.evidence.witnesses.memory import WitnessMemory
    from mingbai.evidence.witnesses.server import WitnessServer
    from mingbai.evidence.witnesses.witness import Witness

    signing, logs = _key(name), [log_named(text) for text in log]
    memory = WitnessMemory(FolderStorage(data_folder() / "witnesses" / _folder(name) / "seen"))
    try:
        server = WitnessServer(Witness(signing, logs, memory), host, port)
    except OSError as error:
        raise Unusable(f"不能在 {host}:{port} 监听：{error}", f"Cannot listen at {host}:{port}: {error}") from error
    said = {"name": name, "url": server.url, "key": str(signing.verifier)}
    zh, en = f"见证 {name} 正在 {server.url} 服务。", f"The witness {name} serves at {server.url}."
    print(json.dumps(said, ensure_ascii=False) if as_json else Voice(lang).say(zh, en), flush=True)
    with server:
        server.serve_forever()


def _key(name: str) -> SigningKey:
    try:
        return load_or_make_key(data_folder() / "witnesses" / _folder(name) / "witness.key", name, KeyKind.WITNESS)
    except KeyRefused as error:
        raise Unusable(f"见证名或密钥不能使用：{error}", f"The name or key cannot be used: {error}") from error


def _folder(name: str) -> str:
    """Return a folder's name for a witness's: any name is one folder, and none leads elsewhere."""
    return f"of-{quote(name, safe='')}"
