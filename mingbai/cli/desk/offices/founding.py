"""How a desk begins: its three administrators, then its offices and its officers."""

from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, at_desk, print_json
from mingbai.cli.desk.offices.group import From, app, do, kind_named
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.offices.actions import Founder

Region = Annotated[str, typer.Option("--region", metavar="CODE", help=both("行政区划代码", "the division's code"))]
Name = Annotated[str, typer.Argument(metavar="NAME", help=both("名称或姓名", "the name"))]


def _founder(option: str, zh: str, en: str) -> typer.models.OptionInfo:
    option_info: typer.models.OptionInfo = typer.Option(
        option, metavar="NAME:NUMBER", help=both(f"{zh}，姓名:工号", f"{en}, name:staff number")
    )
    return option_info


@app.command("found", cls=Verb, context_settings=HELP)
def found(
    name: Annotated[str, typer.Argument(metavar="NAME", help=both("民政部门名称", "the civil affairs office"))],
    region: Region,
    system: Annotated[str, _founder("--system", "系统管理员", "system administrator")],
    security: Annotated[str, _founder("--security", "安全保密管理员", "security administrator")],
    audit: Annotated[str, _founder("--audit", "安全审计员", "audit administrator")],
    document: Annotated[
        str, typer.Option("--document", metavar="TEXT", help=both("任命文件文号", "the paper that appoints them"))
    ],
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    启用系统：凭任命文件登记三员，三人分任，只能办一次。
    Found a desk by the paper that names its three administrators; once.

    例 Example: mingbai offices found 明白县民政局 --region 999901 --system 张一:A01
                --security 王二:A02 --audit 李三:A03 --document 1号
    """
    with at_desk():
        from django.utils import timezone

        from mingbai.kernel.region import Region as Place
        from mingbai.offices.actions import found as do_found
        from mingbai.offices.roles import ROLES, Role

        roles = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
        founders = {role: _named(text) for role, text in zip(roles, (system, security, audit), strict=True)}
        posts = do_found(region=Place.parse(region), name=name, founders=founders, document=document, at=timezone.now())
        made = dict(zip(roles, posts, strict=True))
    if as_json:
        print_json({role.value: post for role, post in made.items()})
        return
    voice = Voice(lang)
    for role, post in made.items():
        title = voice.say(ROLES[role].title, ROLES[role].title_en)
        print(voice.say(f"{title} {founders[role].name}：岗位 {post}", f"{title} {founders[role].name}: post {post}"))


@app.command("open", cls=Verb, context_settings=HELP)
def open_office(
    name: Name,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=both("机构类别，如 财政部门", "what it is, such as finance"))
    ],
    region: Region,
    post: Post,
    from_on: From = None,
    supervises: Annotated[
        bool, typer.Option("--supervises", help=both("只监管，不办理业务", "it only supervises"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记一个机构，任何层级都可以。
    Enter an office, at whatever level.

    例 Example: mingbai offices open 城关镇 --kind township --region 999901101 --post 1
    """
    facts = {"name": name, "kind": kind_named(kind), "region": _place(region), "handles": not supervises}
    do(
        "open_organisation",
        post,
        lang,
        ("已登记机构", "entered"),
        as_json=as_json,
        days={"opened_on": from_on},
        **facts,
    )


@app.command("register", cls=Verb, context_settings=HELP)
def register(
    name: Name,
    number: Annotated[str, typer.Option("--number", metavar="TEXT", help=both("工号", "the staff number"))],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    登记一名工作人员，以后任职、办理都用这个编号。
    Enter an officer: every act names this number.

    例 Example: mingbai offices register 赵四 --number N07 --post 1
    """
    do("register_officer", post, lang, ("已登记人员", "registered"), as_json=as_json, name=name, number=number)


def _named(text: str) -> "Founder":
    from mingbai.offices.actions import Founder

    name, colon, number = text.replace("：", ":").partition(":")
    if not (name.strip() and colon and number.strip()):
        raise Unusable(f"“{text}”应写成 姓名:工号。", f"Write “{text}” as name:staff number.")
    return Founder(name.strip(), number.strip())


def _place(code: str) -> object:
    from mingbai.kernel.region import Region as Place

    return Place.parse(code)
