"""The monthly review of the log: made, signed by another, and printed (R-912)."""

from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.month.group import OPEN, MonthOption, app, tell_done
from mingbai.cli.desk.papers.group import of, printing
from mingbai.cli.desk.reading import Unusable
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.cli.desk.papers.group import Papers

Review = Annotated[int, typer.Argument(metavar="REVIEW", help=both("核查报告编号", "the review's number"))]


@app.command("log-review", cls=Verb, context_settings=HELP)
def review(
    month: MonthOption,
    post: Post,
    finding: Annotated[
        list[str] | None,
        typer.Option(
            "--finding", metavar="TEXT", help=both("发现，记录|情况|处理", "what was found: record|what|done")
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=both("只列出应抽查的记录，不登记", "only what to look at, enter nothing"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    核查一个月的操作日志：重放存证，按类统计，抽出应看的记录，登记发现。
    Review a month's log: replayed, counted by kind, drawn from; enter what was found.

    退出码 Exit codes: 0 存证完整 whole; 5 存证被破坏 the log does not hold
    例 Example: mingbai month log-review --month 2026-10 --draft --post 12
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections.queries import log_review
        from mingbai.inspections.reviewing import review_log, work_of
        from mingbai.kernel.month import Month
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            if draft:
                drawn = [subject for one in work_of(by.region, Month.parse(month)) for subject in one.sampled]
                print_json(drawn) if as_json else print("\n".join(drawn))
                return
            made = review_log(month=Month.parse(month), findings=[_finding(one) for one in finding or ()], by=by, at=at)
            done = log_review(made)
    acts, looked_at, found = sum(one[1] for one in done.work), len(done.sampled), len(done.findings)
    if as_json:
        names = ("id", "leaves", "is_whole", "work", "sampled", "matched", "findings")
        print_json({name: getattr(done, name) for name in names})
    else:
        whole, whole_en = ("完整", "whole") if done.is_whole else ("被破坏", "broken")
        print(
            voice.say(
                f"核查报告 {made}：存证{whole}，操作 {acts:,} 次，抽查 {looked_at} 条，发现 {found} 项；待另一人审签。",
                f"Review {made}: the log is {whole_en}, {acts:,} acts, {looked_at} looked at, {found} findings; "
                "another signs it.",
            )
        )
    raise typer.Exit(0 if done.is_whole else OPEN)


@app.command("sign-log", cls=Verb, context_settings=HELP)
def sign(number: Review, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    审签日志核查报告，由分管负责人或安全审计员办理。
    Sign the review of a month's log, as leader or audit administrator.

    例 Example: mingbai month sign-log 3 --post 9
    """
    with at_desk():
        from mingbai.inspections.reviewing import sign_review
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            sign_review(review_id=number, by=by, at=at)
    tell_done(number, Voice(lang), ("已审签", "signed"), as_json=as_json)


@printing("log-paper", reads=("inspections", "evidence"), group=app)
def print_review(number: Review) -> "Papers":
    """
    出具日志核查报告，出具即存证。
    Print the review of a month's log; what is printed is logged.

    例 Example: mingbai month log-paper 3 --out 打印 --post 9
    """
    return lambda by, at: of("others").log_papers(number, by.region, at=at)


def _finding(text: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in text.replace("｜", "|").split("|")]
    if len(parts) != 3 or not all(parts):
        raise Unusable(f"“{text}”应写成 记录|情况|处理。", f"Write “{text}” as record|what was found|what was done.")
    return parts[0], parts[1], parts[2]
