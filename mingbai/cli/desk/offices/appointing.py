"""Appointments: one administrator proposes, another approves or refuses; posts end, and who did what stays."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post
from mingbai.cli.desk.offices.group import From, Last, Number, Reason, RegionOption, Until, app, do, place, role_named
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language


@app.command("appoint", cls=Verb, context_settings=HELP)
def appoint(
    officer: Annotated[int, typer.Argument(metavar="OFFICER", help=both("人员编号", "the officer's number"))],
    office: Annotated[int, typer.Option("--office", metavar="ID", help=both("机构编号", "in which office"))],
    role: Annotated[
        str, typer.Option("--role", metavar="ROLE", help=both("岗位角色，如 经办人", "what for, such as handler"))
    ],
    post: Post,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help=both("职务名称，默认同角色", "by default the role's"))
    ] = "",
    region: RegionOption = None,
    from_on: From = None,
    until: Until = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    提出任职，由安全保密管理员批准后生效。
    Propose a post for an officer; the security administrator approves it.

    例 Example: mingbai offices appoint 7 --office 3 --role 经办人 --post 1
    """
    from mingbai.offices.roles import ROLES

    what = role_named(role)
    days = {"from_on": from_on, "until_on": until}
    said = ("已提出任职，待安全保密管理员批准", "proposed; the security administrator approves it")
    do(
        "appoint", post, lang, said, as_json=as_json, officer_id=officer, organisation_id=office, role=what,
        title=title or ROLES[what].title, region=place(region), days=days,
    )  # fmt: skip


@app.command("approve", cls=Verb, context_settings=HELP)
def approve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准任职；提出人和本人不能批准。
    Approve a post, as security administrator; never one's own.

    例 Example: mingbai offices approve 4 --post 2
    """
    do("approve_post", post, lang, ("任职已生效，岗位", "in office, post"), as_json=as_json, post_id=number)


@app.command("refuse", cls=Verb, context_settings=HELP)
def refuse(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回任职，写明理由。
    Refuse a post, with the reason.

    例 Example: mingbai offices refuse 4 --reason 与现职冲突 --post 2
    """
    do("refuse_post", post, lang, ("任职已退回", "refused"), as_json=as_json, post_id=number, reason=reason)


@app.command("end", cls=Verb, context_settings=HELP)
def end(
    number: Number, until: Last, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    终止任职；已办理的事项仍然有效。
    End a post; what was done in it stays done.

    例 Example: mingbai offices end 4 --until 2026-12-01 --reason 调离 --post 1
    """
    said = ("任职已终止", "ended")
    days = {"until_on": until}
    do("end_post", post, lang, said, as_json=as_json, post_id=number, days=days, reason=reason)
