"""Where a month's payments stand."""

from typing import Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.payments.group import WRONG, MonthOption, app
from mingbai.cli.manual import HELP, Verb
from mingbai.cli.voice import Lang, Language, Voice


@app.command("status", cls=Verb, context_settings=HELP)
def status(month: MonthOption, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    一个月的发放到哪一步：计划、文件、各状态笔数；并与名册、文件、资金账核对。
    Where a month's payments stand, compared with rosters, files and the books.

    退出码 Exit codes: 0 相符 whole; 5 有未送达的文件或不符 files not handed over, or differences
    例 Example: mingbai payments status --month 2026-10 --post 7
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as
        from mingbai.payments import queries
        from mingbai.payments.audit import audit

        by, _ = acting(post)
        asked = Month.parse(month)
        with working_as(by):
            said: dict[str, Any] = {
                "plans": list(queries.requests(by.region, asked).values("id", "programme", "fen", "state")),
                "files": list(
                    queries.files(by.region, asked).values(
                        "id", "message_id", "programme", "payments", "total_fen", "state", "sha256", "intermediate"
                    )
                ),
                "payments": [vars(one) for one in queries.standings(by.region, asked)],
                "not_handed_over": list(queries.not_handed_over(by.region).values_list("id", flat=True)),
                "faults": [vars(one) for one in audit()],
            }
    print_json(said) if as_json else _print_status(said, voice)
    raise typer.Exit(WRONG if said["faults"] or said["not_handed_over"] else 0)


def _print_status(said: dict[str, Any], voice: Voice) -> None:
    from mingbai.kernel.money import show_yuan
    from mingbai.payments.states import TITLES

    heads = voice.say("计划 项目 金额 状态", "plan programme yuan state").split()
    print_table(heads, ((one["id"], one["programme"], show_yuan(one["fen"]), one["state"]) for one in said["plans"]))
    heads = voice.say("文件 名称 项目 笔数 金额 状态", "file name programme payments yuan state").split()
    print_table(
        heads,
        (
            (one["id"], one["message_id"], one["programme"], one["payments"], show_yuan(one["total_fen"]), one["state"])
            for one in said["files"]
        ),
    )
    heads = voice.say("项目 状态 笔数 金额", "programme state payments yuan").split()
    print_table(
        heads,
        (
            (one["programme"], voice.say(*TITLES[one["state"]]), one["payments"], show_yuan(one["fen"]))
            for one in said["payments"]
        ),
    )
    for number in said["not_handed_over"]:
        print(
            voice.say(f"文件 {number} 已记账但未送达，请再发：--again", f"File {number} never went out: send --again")
        )
    for fault in said["faults"]:
        print(f"{fault['where']}: {voice.say(fault['zh'], fault['en'])}")
