"""An opening stock of people: taken in by one, confirmed by another; what contradicts it told row by row."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.opening import SHOWN, Folder, OpensWith, RefusedTo, ended, sentences, taken_in
from mingbai.cli.desk.people.group import Refuse, app
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.people.stock import Brought


@app.command("import", cls=Verb, context_settings=HELP)
def import_stock(
    folder: Folder,
    month: OpensWith,
    post: Post,
    refused: RefusedTo = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入期初的人员、家庭、账户，另一人确认后账户生效；矛盾逐行列出。
    Take in persons and accounts; nothing is overwritten, conflicts are told by row.

    退出码 Exit codes: 0 全部导入 all taken; 4 有行被退回 rows refused; 5 有矛盾 contradictions
    例 Example: mingbai people import 期初 --month 2026-10 --post 7
    """
    voice = Voice(lang)
    done = taken_in("mingbai.people.stock.import_people", folder, month, post, refused, voice)
    _tell(done, voice, as_json=as_json)
    raise ended(done)


@app.command("confirm", cls=Verb, context_settings=HELP)
def confirm(
    number: Annotated[int, typer.Argument(metavar="ID", help=both("导入编号", "the number of the import"))],
    post: Post,
    refuse: Refuse = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    由另一名复核人或分管负责人确认一次导入，其账户即生效。
    Confirm an import as a second person: its accounts count from then on.

    例 Example: mingbai people confirm 3 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.people.stock import confirm_import, refuse_import

        by, at = acting(post)
        with working_as(by):
            if refuse:
                count = refuse_import(import_id=number, reason=refuse, by=by, at=at)
            else:
                count = confirm_import(import_id=number, by=by, at=at)
    if as_json:
        print_json({"id": number, "state": "refused" if refuse else "confirmed", "accounts": count})
        return
    done = ("已退回", "refused") if refuse else ("已确认", "confirmed")
    print(
        voice.say(
            f"第 {number} 号导入{done[0]}，账户 {count:,} 个。", f"Import {number}: {count:,} accounts {done[1]}."
        )
    )


def _tell(done: "Brought", voice: Voice, *, as_json: bool) -> None:
    """Say what came of an import."""
    if as_json:
        print_json(_told(done))
        return
    for problem in done.problems:
        voice.tell(problem.zh, problem.en)
    for one in done.conflicts[:SHOWN]:
        print(one.in_language("en" if voice.english else "zh"))
    number = voice.say(f"第 {done.import_id} 号导入", f"Import {done.import_id}") if done.import_id else ""
    nothing = voice.say("没有新内容", "Nothing new")
    print(
        voice.say(
            f"{number or nothing}：人员 {done.persons:,}、家庭 {done.households:,}、成员 {done.memberships:,}、"
            f"账户 {done.accounts:,}；退回 {len(done.refused):,} 行，矛盾 {len(done.conflicts):,} 行。",
            f"{number or nothing}: {done.persons:,} persons, {done.households:,} households, {done.memberships:,} "
            f"memberships, {done.accounts:,} accounts; {len(done.refused):,} rows refused, "
            f"{len(done.conflicts):,} contradict what stands here.",
        )
    )
    if done.import_id:
        voice.tell(
            f"账户须由另一人确认：mingbai people confirm {done.import_id} --post 岗位编号",
            f"A second person confirms the accounts: mingbai people confirm {done.import_id} --post POST",
        )


def _told(done: "Brought") -> dict[str, Any]:
    """Return what came of an import for a program."""
    counts = ("import_id", "persons", "households", "memberships", "accounts", "facts")
    return {name: getattr(done, name) for name in counts} | {
        "refused": [{"zh": one.problem.zh, "en": one.problem.en} for one in done.refused],
        "conflicts": sentences(done.conflicts),
        "problems": [{"zh": one.zh, "en": one.en} for one in done.problems],
    }
