"""People found by what an officer has in hand, and a field shown for a reason."""

from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.people.group import NOT_FOUND, Reason, app
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("find", cls=Verb, context_settings=HELP)
def find(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help=both("姓名、身份证号或银行账号；“-”表示从标准输入读取", "a name, an ID or account number; - reads it"),
        ),
    ],
    post: Post,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    查找人员：号码一律脱敏显示；未找到时退出码 3。
    Find people; numbers are shown masked. Exit 3 where nobody is found.

    例 Example: echo 11010119500101001X | mingbai people find - --post 7
    """
    voice = Voice(lang)
    wanted = typer.get_text_stream("stdin").readline().strip() if text == "-" else text
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people.queries import found_as_shown

        by, _ = acting(post)
        with working_as(by):
            found = found_as_shown(wanted, by.region, day(None))
    if as_json:
        print_json([vars(one) for one in found])
    elif found:
        heads = voice.say("编号 姓名 身份证号 区划 家庭 账户 死亡", "id name number village household accounts died")
        print_table(heads.split(), (vars(one).values() for one in found))
    else:
        voice.tell("在您的管辖范围内没有找到。", "Nobody of that name or number within your division.")
    raise typer.Exit(0 if found else NOT_FOUND)


@app.command("reveal", cls=Verb, context_settings=HELP)
def reveal(
    person: Annotated[int, typer.Argument(metavar="PERSON", help=both("人员编号", "the number of the person"))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="id_number | phone | address | account | health")],
    reason: Reason,
    post: Post,
) -> None:
    """
    查看一项完整信息；何人、何时、因何查看，先记入存证。
    Show one field whole; who saw it, when and why is logged first.

    例 Example: mingbai people reveal 31 phone --reason 电话核实退汇原因 --post 7
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people import actions

        by, at = acting(post)
        with working_as(by):
            shown = actions.reveal(person_id=person, field=field, reason=reason, by=by, at=at)
    print(shown)
