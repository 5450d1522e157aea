"""Values of parameters: what is in force, what waits, entered, approved, refused, exported, taken in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.standards.group import (
    Document,
    From,
    Number,
    On,
    Pack,
    Reason,
    Region,
    Until,
    app,
    tell_done,
    tell_rows,
    value_of,
)
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("list", cls=Verb, context_settings=HELP)
def show(
    region: Region,
    on: On = None,
    proposed: Annotated[
        bool, typer.Option("--proposed", help=both("只看待批准的", "only what waits for approval"))
    ] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    一地一天生效的全部参数及依据；或等待批准的。
    Every parameter in force in a place, with its ground; or what waits for approval.

    例 Example: mingbai standards list --region 999901
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.policy.parameters import definitions
        from mingbai.policy.parameters.showing import shown
        from mingbai.standards.queries import entries_of, parameters
        from mingbai.standards.states import State

        if proposed:
            names = ("pk", "region", "key", "value", "from_on", "until_on", "article", "document", "made_by_id")
            waiting = [{name: getattr(one, name) for name in names} for one in entries_of(region, [State.PROPOSED])]
        else:
            held = parameters().at(region, day(on)).in_force()
    if proposed:
        heads = "编号 区划 参数 取值 自 至 条款 文号 录入人", "id region parameter value from until article document by"
        tell_rows(voice, heads, waiting, as_json=as_json)
        return
    if as_json:
        print_json([entry.as_json() for entry in held.values()])
        return
    rows = (
        (key, voice.say(one.title, one.title_en), shown(one, entry.value, lang), entry.region, entry.from_on,
         entry.to_on or "", entry.ground(lang))
        for key, entry in held.items() for one in [definitions()[key]]
    )  # fmt: skip
    heads_zh, heads_en = "参数 名称 取值 区划 自 至 依据", "parameter title value region from to ground"
    print_table(voice.say(heads_zh, heads_en).split(), rows)


@app.command("propose", cls=Verb, context_settings=HELP)
def propose(
    key: Annotated[str, typer.Argument(metavar="KEY", help=both("参数，如 top_up_bp", "such as top_up_bp"))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=both("取值，如 1500", "such as 1500"))],
    region: Region,
    from_on: From,
    article: Annotated[str, typer.Option("--article", metavar="CITATION", help=both("所依据的条款", "its article"))],
    document: Document,
    post: Post,
    until: Until = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    录入一个取值，待分管负责人批准后生效。
    Enter a value; it counts once the leader in charge has approved it.

    例 Example: mingbai standards propose dibao_urban_standard_fen 76000 --region 999901
                --from 2026-07-01 --article LAW-2026#18 --document 明政发〔2026〕3号 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.standards.actions import propose_value

        by, at = acting(post)
        entry = propose_value(
            key=key,
            region=region,
            value=value_of(value),
            from_on=day(from_on),
            until_on=day(until) if until else None,
            article=article,
            document=document,
            by=by,
            at=at,
        )
    tell_done(voice, entry, ("已录入，待批准", "entered, and waits for approval"), as_json=as_json)


@app.command("approve", cls=Verb, context_settings=HELP)
def approve(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    批准一个取值；同一事项此前的取值到它的起始日为止。
    Approve a value; the one before it ends where it begins.

    例 Example: mingbai standards approve 12 --post 9
    """
    with at_desk():
        from mingbai.standards.actions import approve_value

        by, at = acting(post)
        moved = approve_value(entry_id=number, by=by, at=at)
    tell_done(Voice(lang), number, ("已批准", "approved"), as_json=as_json, gave_way=moved)


@app.command("refuse", cls=Verb, context_settings=HELP)
def refuse(number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    退回一个取值，写明理由。
    Refuse a value, with the reason.

    例 Example: mingbai standards refuse 12 --reason 文号有误 --post 9
    """
    with at_desk():
        from mingbai.standards.actions import refuse_value

        by, at = acting(post)
        refuse_value(entry_id=number, reason=reason, by=by, at=at)
    tell_done(Voice(lang), number, ("已退回", "refused"), as_json=as_json)


@app.command("export", cls=Verb, context_settings=HELP)
def export(
    region: Region,
    post: Post,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=both("写到哪个文件", "where to"))] = None,
    lang: Language = Lang.ZH,
) -> None:
    """
    导出一地的全部取值（YAML），可再次导入，内容一字不差。
    A place's values as YAML, which reads again as the same values.

    例 Example: mingbai standards export --region 999901 --out 999901.yaml --post 9
    """
    with at_desk():
        from mingbai.files.writing.folder import appearing_file
        from mingbai.standards.actions import export_yaml

        by, at = acting(post)
        if out is None:
            print(export_yaml(region=region, by=by, at=at), end="")
            return
        with appearing_file(out) as unfinished:
            unfinished.write_text(export_yaml(region=region, by=by, at=at), encoding="utf-8")
    Voice(lang).tell(f"已写入 {out}", f"Written to {out}")


@app.command("import", cls=Verb, context_settings=HELP)
def take_in(
    pack: Pack,
    document: Document,
    post: Annotated[
        int | None,
        typer.Option(
            "--post", metavar="POST", help=both("办理人的岗位编号；不写则只比较", "your post; without it only compare")
        ),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    比较一份参数文件与现行取值；写明岗位时把不同之处录入待批。
    Compare a file of values with those in operation; with a post, enter what differs.

    例 Example: mingbai standards import 999901.yaml --document 明政发〔2026〕3号 --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.standards.actions import compare_pack, propose_pack

        found, made = compare_pack(pack), []
        if post is not None:
            by, at = acting(post)
            made = propose_pack(path=pack, document=document, by=by, at=at)
    if as_json:
        sides = {"only_in_pack": found.only_in_pack, "only_on_desk": found.only_on_desk}
        print_json({name: [entry.as_json() for entry in side] for name, side in sides.items()} | {"proposed": made})
        return
    for sign, side in (("+", found.only_in_pack), ("-", found.only_on_desk)):
        for entry in side:
            print(sign, entry.key, entry.from_on, entry.to_on or "", entry.as_json()["value"], entry.cite)
    counted = len(found.only_in_pack), len(found.only_on_desk), len(made)
    zh = "文件中多出{}项，现行多出{}项；已录入待批{}项。".format(*counted)
    en = "{} only in the file, {} only in operation; {} entered for approval.".format(*counted)
    print(voice.say(zh, en))


@app.command("deviations", cls=Verb, context_settings=HELP)
def show_deviations(region: Region, on: On = None, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    本地与全国取值的不同之处及各自依据（R-013）。
    Where a place leaves the nation's values, with both grounds.

    例 Example: mingbai standards deviations --region 2307
    """
    with at_desk():
        from mingbai.standards.queries import deviations

        found = deviations(region, day(on))
    if as_json:
        print_json([
            {"key": one.definition.key, "standing": one.standing.value, "local": one.local.as_json(),
             "national": one.national.as_json(), "zh": one.plain("zh"), "en": one.plain("en")}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        print(one.plain(lang))
    print(Voice(lang).say(f"共{len(found)}项与全国不同。", f"{len(found)} values are not the nation's."))


@app.command("calendar", cls=Verb, context_settings=HELP)
def show_calendar(
    region: Region,
    month: Annotated[str, typer.Option("--month", metavar="MONTH", help=both("发放月份", "the month that is paid"))],
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    一个月的台账、花名表、名册、发放各须在哪天前完成。
    By when a month's ledger, lists, roster and payment are due.

    例 Example: mingbai standards calendar --region 230722 --month 2026-11
    """
    with at_desk():
        from mingbai.kernel.month import Month
        from mingbai.standards.queries import deadlines_of

        found = deadlines_of(region, Month.parse(month))
    if as_json:
        print_json([asdict(one) | {"zh": one.plain("zh"), "en": one.plain("en")} for one in found])
        return
    for one in found:
        print(one.plain(lang))
