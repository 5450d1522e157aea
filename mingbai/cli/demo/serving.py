"""The demo's desk, served: keys are given, the address and the keys are shown, and browsers come until Ctrl-C."""

from collections.abc import Sequence

from mingbai.cli.demo.acts import Play
from mingbai.cli.demo.beside import jobs, served
from mingbai.cli.demo.keys import Given, give
from mingbai.cli.demo.leaving import Left
from mingbai.cli.desk.acting import print_table
from mingbai.cli.voice import Voice


def let_in(play: Play, left: Left, *, host: str, port: int) -> None:
    """Give keys, say where the console is and who may come, and serve it with its jobs until told to stop."""
    assert play.cast is not None
    paid = left.month.previous()  # today's tasks are of a month and the next one
    show(play.voice, give(play.cast, left, left.at), f"http://{host}:{port}/?month={paid}")
    with jobs():
        served(host, port, lang=play.voice.say("zh", "en"))
    play.voice.tell("工作台已停止。", "The console has stopped.")


def show(voice: Voice, given: Sequence[Given], address: str) -> None:
    """Print where the console is, and what opens it to whom."""
    heads = voice.say("身份 工号 密码", "who staff-number password").split()
    print_table(heads, ((voice.say(one.part, one.part_en), one.number, one.password) for one in given))
    voice.tell(
        f"请用浏览器打开 {address}，以上列任一身份登录；密码只显示这一次。按 Ctrl-C 停止。",
        f"Open {address} in a browser and come in as any of these; passwords are shown this once. Ctrl-C stops.",
    )
