"""What is printed for people and units: notices, card registers, reviews, orders; and the way back from a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.papers.group import MonthOption, RegionOption, app, month_of, of, place, printing
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import Misuse, file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mingbai.cli.desk.papers.group import Papers
    from mingbai.offices.actor import Actor
    from mingbai.printing.printed import Printed

OTHER_BYTES = 5  # exit code: the file is not the one that was printed
Telephone = Annotated[str, typer.Option("--telephone", metavar="T", help=both("联系电话", "whom to call"))]


def there_if_named(path: Path | None) -> Path | None:
    """Return the file that is named, if one is; refuse one that is not there."""
    return None if path is None else file_there(path)


@printing("notices", reads=("awards",))
def print_notices(
    telephone: Telephone,
    decision: Annotated[
        int | None, typer.Option("--decision", metavar="N", help=both("只出具一项决定的", "of one decision only"))
    ] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help=both("自哪个月起变动的，整批", "all of a month"))
    ] = None,
    region: RegionOption = None,
    large: Annotated[bool, typer.Option("--large", help=both("大字版", "in large print"))] = False,
) -> "Papers":
    """
    出具增发、减发、停发告知书，附听取意见记录和送达回证；整批的另附送达登记册。
    Print notices with the hearing and a receipt; of a month, with their register.

    例 Example: mingbai papers notices --month 2026-11 --telephone 0000-1234567 --post 5
    """
    if (decision is None) == (month is None):
        raise Misuse("--decision 和 --month 选一个。", "Name either --decision or --month.")

    def papers(by: "Actor", at: "datetime") -> "Mapping[str, Printed]":
        if decision is not None:
            return dict(of("notices").notice_papers(decision, telephone=telephone, large=large))
        assert month is not None
        where, when = place(by, region), month_of(month)
        return dict(of("notices").batch_papers(where, when, telephone=telephone, large=large, at=at))

    return papers


@printing("cards", reads=("people",))
def print_cards(month: MonthOption, region: RegionOption = None) -> "Papers":
    """
    出具当月卡折签收登记表和至今未领卡折清单，逐张列明，姓名卡号脱敏。
    Print the month's cards, signed for or to be, and all that nobody has; masked.

    例 Example: mingbai papers cards --month 2026-11 --post 5
    """
    return lambda by, at: of("cards").card_papers(place(by, region), month_of(month), at=at)


@printing("deviations", reads=("standards",))
def print_deviations() -> "Papers":
    """
    出具本地标准和规则与全国默认不同之处的报告。
    Print where the values and rules of your division leave the nation's.

    例 Example: mingbai papers deviations --out 打印 --post 6
    """
    return lambda by, at: of("others").deviation_papers(by.region, at=at)


@printing("rectification", reads=("inspections", "awards"))
def print_rectification(
    unit: Annotated[int, typer.Argument(metavar="UNIT", help=both("责任单位编号", "the unit's number"))],
    telephone: Telephone,
) -> "Papers":
    """
    出具发给一个责任单位的整改通知书，列明全部未完成的整改项。
    Print the notice to a unit with all that is ordered there and not done.

    例 Example: mingbai papers rectification 4 --telephone 0000-1234567 --post 6
    """
    return lambda by, at: of("others").rectification_papers(unit, by.region, telephone=telephone, at=at)


@printing("log-review", reads=("inspections", "evidence"))
def print_log_review(
    review: Annotated[int, typer.Argument(metavar="REVIEW", help=both("核查报告编号", "the review's number"))],
) -> "Papers":
    """
    出具一个月的数据比对和操作日志核查报告，带已签的名字。
    Print the review of a month's log, with the signatures it bears.

    例 Example: mingbai papers log-review 3 --post 9
    """
    return lambda by, at: of("others").log_papers(review, by.region, at=at)


@app.command("trace", cls=Verb, context_settings=HELP)
def trace(
    code: Annotated[str, typer.Argument(metavar="CODE", help=both("页脚的校验码", "the code at the foot of a page"))],
    post: Post,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="PDF", callback=there_if_named, help=both("核对这个文件", "whether it is this file")
        ),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    凭校验码查回存证：这份纸质件是谁、何时出具的，文件是否就是当时那一份。
    Find a printed page in the log by its code: who printed it when; is a file it?

    退出码 Exit codes: 0 查到 found; 5 文件不是那一份 another file
    例 Example: mingbai papers trace 46C0-2F62-6607-4716 --file 花名表.pdf --post 5
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from django.utils.timezone import localtime

        from mingbai.offices.actor import working_as

        by, _ = acting(post)
        with working_as(by):
            found = of("tracing").traced(code, by.region)
            is_it = None if file is None else of("tracing").is_of(file, found)
    if as_json:
        print_json({"printings": [vars(one) for one in found], "is_the_file": is_it})
    else:
        heads = voice.say("文书 出具人 出具时间 区划 月份 存证序号", "paper printed-by at division month place").split()
        print_table(
            heads,
            (
                (voice.say(*one.title), one.by, f"{localtime(one.at):%Y-%m-%d %H:%M}", one.region, one.month,
                 "--" if one.place is None else one.place)
                for one in found
            ),
        )  # fmt: skip
        for one in found:
            print(f"{one.subject}")
        if is_it is not None:
            same, other = (
                ("文件与存证一致。", "The file is the one."),
                ("文件与存证不一致，不可信。", "It is another file."),
            )
            print(voice.say(*(same if is_it else other)))
    raise typer.Exit(OTHER_BYTES if is_it is False else 0)
