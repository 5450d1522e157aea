"""`mingbai serve`: the console, served to browsers until it is told to stop."""

import os
from typing import Annotated

import typer

from mingbai.cli.desk.acting import at_desk
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

app = typer.Typer(add_completion=False)


@app.command(cls=Verb, context_settings=HELP)
def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help=both("监听地址", "where to listen"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help=both("端口", "port"))] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help=both("进程数，默认与处理器数相同", "processes"))
    ] = os.cpu_count() or 1,
    threads: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help=both("每个进程的线程数", "threads of each process"))
    ] = 8,
    lang: Language = Lang.ZH,
) -> None:
    """
    启动工作台：用浏览器打开所示地址登录办理；按 Ctrl-C 停止。健康检查地址是 /health。
    Serve the console: open the address shown in a browser; Ctrl-C stops. Monitoring asks /health.

    例 Example: mingbai serve --port 8080
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.config.serving import serve as serve_console

        shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        voice.tell(f"工作台地址 {shown}，按 Ctrl-C 停止。", f"The console is at {shown}; Ctrl-C stops.")
        serve_console(host=host, port=port, workers=workers, threads=threads)
