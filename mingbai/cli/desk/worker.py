"""`mingbai worker`: does the jobs that wait, and those that come round by themselves, until it is told to stop."""

import logging
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

ASIDE = 5  # exit code: jobs were laid aside
app = typer.Typer(add_completion=False)
STATUSES = {
    "todo": ("等待", "waits"),
    "doing": ("进行中", "being done"),
    "failed": ("搁置", "laid aside"),
}


@app.command(cls=Verb, context_settings=HELP)
def worker(
    at_once: Annotated[
        int, typer.Option("--at-once", min=2, max=64, metavar="N", help=both("同时办几件", "jobs at a time"))
    ] = 3,
    once: Annotated[bool, typer.Option("--once", help=both("办完现有的就结束", "end when nothing waits"))] = False,
    show: Annotated[
        bool, typer.Option("--list", help=both("只列出未办完的任务", "only list what is not done"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    后台任务：定时比对、提醒、存证、发送；被中断的任务会自动续办，不会重复办。
    Jobs that come round or were enqueued; one whose worker was killed is taken up again, once.

    退出码 Exit codes: 0 完成 done; 5 有搁置的任务（仅 --list）jobs were laid aside (--list)
    例 Example: mingbai worker
    """
    voice = Voice(lang)
    with at_desk():
        if show:
            _list(voice, as_json=as_json)
            return
        from mingbai.config.jobs import all_jobs
        from mingbai.config.jobs.worker import work

        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
        if not once:
            round_ = sum(1 for job in all_jobs().values() if job.cron)
            voice.tell(
                f"后台任务已启动，共{len(all_jobs())}种，其中{round_}种定时；按 Ctrl-C 停止。",
                f"Working: {len(all_jobs())} kinds of jobs, {round_} of them come round; Ctrl-C stops.",
            )
        work(at_once=at_once, wait=not once)


def _list(voice: Voice, *, as_json: bool) -> None:
    from mingbai.config.jobs.queue import undone

    found = undone()
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        heads = voice.say("编号 任务 内容 状态 次数 不早于", "id job arguments state tries not-before")
        print_table(
            heads.split(),
            ((one.id, one.name, one.arguments, voice.say(*STATUSES[one.status]), one.attempts, one.not_before or "")
             for one in found),
        )  # fmt: skip
    if any(one.status == "failed" for one in found):
        raise typer.Exit(ASIDE)
