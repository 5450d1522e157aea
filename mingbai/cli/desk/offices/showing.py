"""Who is in office, who answers for what, where nobody does, and what waits for approval."""

from pathlib import Path
from typing import Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.offices.group import OPEN, On, RegionOption, app, reaching
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice


@app.command("posts", cls=Verb, context_settings=HELP)
def show_posts(
    post: Post,
    region: RegionOption = None,
    on: On = None,
    proposed: Annotated[bool, typer.Option("--proposed", help=both("只看待批准的", "what waits for approval"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    在任岗位及其编号，办理时用 --post 说明；或待批准的任职。
    Posts and their numbers, for --post; or those that wait for approval.

    例 Example: mingbai offices posts --region 999901101 --post 1
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.kinds import TITLES, Kind
        from mingbai.offices.queries import posts_in
        from mingbai.offices.roles import ROLES, Role

        by, _ = acting(post)
        found: list[dict[str, Any]] = [
            {"post": one.pk, "region": one.region, "office_id": one.organisation_id, "office": one.organisation.name,
             "kind": one.organisation.kind, "role": one.role, "title": one.title, "officer_id": one.officer_id,
             "officer": one.officer.name, "number": one.officer.number}
            for one in posts_in(reaching(by, region), day(on), proposed=proposed)
        ]  # fmt: skip
    if as_json:
        print_json(found)
        return
    heads = voice.say("岗位 区划 机构 类别 角色 人员 姓名 工号", "post region office kind role officer name number")
    print_table(
        heads.split(),
        (
            (one["post"], one["region"], one["office"], voice.say(*TITLES[Kind(one["kind"])]),
             voice.say(ROLES[Role(one["role"])].title, ROLES[Role(one["role"])].title_en), one["officer_id"],
             one["officer"], one["number"])
            for one in found
        ),
    )  # fmt: skip


@app.command("list", cls=Verb, context_settings=HELP)
def show_list(
    post: Post,
    region: RegionOption = None,
    on: On = None,
    proposed: Annotated[bool, typer.Option("--proposed", help=both("只看待批准的", "what waits for approval"))] = False,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    责任清单：每一步由谁负责、依据哪一条；或待批准的分工。
    The list of responsibilities: who answers for each step, by which article.

    例 Example: mingbai offices list --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.queries import proposed_listings, responsibility_list
        from mingbai.offices.steps import STEPS

        by, _ = acting(post)
        where = reaching(by, region)
        waiting: list[dict[str, Any]] = [
            {"listing": one.pk, "step": one.step, "region": one.region, "officer": one.officer.name,
             "from_on": one.from_on}
            for one in proposed_listings(where)
        ] if proposed else []  # fmt: skip
        lines = [] if proposed else [vars(line) for line in responsibility_list(where, day(on))]
        titles = {step.id: voice.say(step.title, step.title_en) for step in STEPS.values()}
    if as_json:
        print_json(waiting if proposed else lines)
    elif proposed:
        heads = voice.say("编号 步骤 区划 责任人 自", "id step region officer from").split()
        print_table(heads, ((one["listing"], titles[one["step"]], *list(one.values())[2:]) for one in waiting))
    else:
        heads = voice.say("环节 步骤 区划 机构 责任人 依据", "area step region office officer article").split()
        names = ("area", "step", "region", "organisation", "officer", "article")
        print_table(heads, ([one[name] for name in names] for one in lines))


@app.command("gaps", cls=Verb, context_settings=HELP)
def show_gaps(
    post: Post, region: RegionOption = None, on: On = None, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    哪些乡镇的哪些步骤还没有责任人；应当一个也没有。
    Steps of which township have nobody; there should be none.

    退出码 Exit codes: 0 没有缺口 none; 5 有缺口 some
    例 Example: mingbai offices gaps --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.queries import unlisted_steps

        by, _ = acting(post)
        gaps = unlisted_steps(reaching(by, region), day(on))
    if as_json:
        print_json(
            [
                {"region": gap.region, "township": gap.township, "step": gap.step.id, "article": gap.step.article}
                for gap in gaps
            ]
        )
    elif gaps:
        heads = voice.say("区划 乡镇 步骤 依据", "region township step article").split()
        print_table(
            heads,
            (
                (gap.region, gap.township, voice.say(gap.step.title, gap.step.title_en), gap.step.article)
                for gap in gaps
            ),
        )
    else:
        print(voice.say("每个乡镇的每一步都有责任人。", "Every step of every township has somebody."))
    raise typer.Exit(OPEN if gaps else 0)


@app.command("export", cls=Verb, context_settings=HELP)
def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=both("写到哪个 xlsx", "where to write it"))],
    post: Post,
    region: RegionOption = None,
    on: On = None,
    lang: Language = Lang.ZH,
) -> None:
    """
    导出责任清单和尚无责任人的步骤，供公示、签字；导出内容的摘要一并存证。
    Write the list and its gaps to a workbook; its digest is logged.

    例 Example: mingbai offices export --out 责任清单.xlsx --post 5
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actions import export_list

        by, at = acting(post)
        export_list(path=out, region=reaching(by, region), on=day(on), by=by, at=at)
    print(voice.say(f"已导出：{out}", f"Written: {out}"))
