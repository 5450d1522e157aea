"""`mingbai access`: keys to the console given, blocked and opened again, and what was tried at the door."""

from datetime import timedelta
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.voice import Lang, Language, Voice

DAYS = 7
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("账号：谁能进门，谁试过", "keys: who may come in, and who tried"),
)
Officer = Annotated[int, typer.Argument(metavar="OFFICER", help=both("人员编号", "the officer's number"))]


@app.command("give-first", cls=Verb, context_settings=HELP)
def give_first(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    给首批三员发账号，只能在本机办一次；初始密码只显示这一次。
    Give the founding administrators their keys, once, at this machine.

    例 Example: mingbai access give-first
    """
    with at_desk():
        from django.utils import timezone

        from mingbai.access.actions import give_first_keys

        given = give_first_keys(at=timezone.now())
    if as_json:
        print_json(given)
        return
    print_table([Voice(lang).say("工号", "staff number"), Voice(lang).say("初始密码", "first password")], given.items())


@app.command("give", cls=Verb, context_settings=HELP)
def give(officer: Officer, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    由系统管理员给一人发账号，或重发初始密码；首次登录须改。
    Give an officer a key, or a new first password in place of a lost one.

    例 Example: mingbai access give 7 --post 1
    """
    with at_desk():
        from mingbai.access.actions import give_key

        by, at = acting(post)
        password = give_key(officer_id=officer, by=by, at=at)
    if as_json:
        print_json({"officer": officer, "password": password})
        return
    print(Voice(lang).say(f"初始密码：{password}（只显示这一次）", f"first password: {password} (shown this once)"))


@app.command("block", cls=Verb, context_settings=HELP)
def block(officer: Officer, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    停用账号，已登录的立即退出。
    Block a key; whoever is in is put out at once.

    例 Example: mingbai access block 7 --post 2
    """
    _done("block", officer, post, lang, ("已停用", "blocked"), as_json=as_json)


@app.command("unblock", cls=Verb, context_settings=HELP)
def unblock(officer: Officer, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    由安全保密管理员恢复账号。
    Open a blocked key again, as security administrator.

    例 Example: mingbai access unblock 7 --post 2
    """
    _done("unblock", officer, post, lang, ("已恢复", "open again"), as_json=as_json)


@app.command("reset-codes", cls=Verb, context_settings=HELP)
def reset_codes(officer: Officer, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    手机丢失：由安全保密管理员清除动态口令，本人登录后重新绑定。
    Forget the codes of a lost telephone; its owner sets another up after coming in.

    例 Example: mingbai access reset-codes 7 --post 2
    """
    _done("reset_factor", officer, post, lang, ("已清除动态口令", "codes forgotten"), as_json=as_json)


@app.command("list", cls=Verb, context_settings=HELP)
def listed(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    列出全部账号：密码是否已改、是否绑定动态口令、是否停用；三员可看。
    List all keys and how they stand; for the three administrators.

    例 Example: mingbai access list --post 2
    """
    with at_desk():
        from mingbai.access.queries import keys_seen_by

        rows = keys_seen_by(acting(post)[0])
    if as_json:
        print_json([vars(row) for row in rows])
        return
    say = Voice(lang).say
    heads = [say(zh, en) for zh, en in (("编号", "officer"), ("工号", "number"), ("姓名", "name"), ("状态", "state"))]
    print_table(heads, ((row.officer_id, row.number, row.name, say(*row.said)) for row in rows))


@app.command("tries", cls=Verb, context_settings=HELP)
def tried(
    post: Post,
    days: Annotated[int, typer.Option("--days", metavar="N", help=both("最近几天", "of how many days"))] = DAYS,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    谁在何时、从哪里试过进门，结果如何；三员可看，供操作日志核查。
    Who tried to come in, when, from where, and what came of it.

    例 Example: mingbai access tries --post 3 --days 30
    """
    with at_desk():
        from django.utils import timezone

        from mingbai.access.outcomes import SAID, Outcome
        from mingbai.access.queries import tries_seen_by

        by, at = acting(post)
        found = list(tries_seen_by(by, at - timedelta(days=days), at))
    if as_json:
        print_json(
            [{"at": one.at, "officer": one.officer_id, "address": one.address, "outcome": one.outcome} for one in found]
        )
        return
    say = Voice(lang).say
    heads = [say(zh, en) for zh, en in (("时间", "at"), ("人员", "officer"), ("来自", "from"), ("结果", "outcome"))]
    print_table(
        heads,
        (
            (f"{timezone.localtime(one.at):%Y-%m-%d %H:%M:%S}", one.officer.name if one.officer else "--", one.address,
             say(*SAID[Outcome(one.outcome)]))
            for one in found
        ),
    )  # fmt: skip


def _done(act: str, officer: int, post: int, lang: Lang, said: tuple[str, str], *, as_json: bool) -> None:
    with at_desk():
        from mingbai.access import actions

        by, at = acting(post)
        getattr(actions, act)(officer_id=officer, by=by, at=at)
    if as_json:
        print_json({"officer": officer, "done": said[1]})
        return
    print(Voice(lang).say(f"{said[0]}：人员 {officer}", f"{said[1]}: officer {officer}"))
