"""An opening stock of awards: taken in by one, reviewed and confirmed as a whole by two others."""

from typing import TYPE_CHECKING

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.awards.group import Number, Refuse, app
from mingbai.cli.desk.opening import SHOWN, Folder, OpensWith, RefusedTo, ended, sentences, taken_in
from mingbai.cli.manual import HELP, Verb
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.awards.stock import Taken


@app.command("import", cls=Verb, context_settings=HELP)
def import_awards(
    folder: Folder,
    month: OpensWith,
    post: Post,
    refused: RefusedTo = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    导入期初在册对象（连同人员、家庭、账户），逐行按政策重算，差异如实标注。
    Take an opening stock in; each line is reckoned by policy and every difference told.

    退出码 Exit codes: 0 全部导入 all taken; 4 有行被退回 rows refused; 5 有矛盾或差异 conflicts
    例 Example: mingbai awards import 期初 --month 2026-10 --post 7
    """
    voice = Voice(lang)
    done = taken_in("mingbai.awards.stock.import_stock", folder, month, post, refused, voice)
    _tell_import(done, voice, as_json=as_json)
    raise ended(done)


@app.command("stock", cls=Verb, context_settings=HELP)
def decide_stock(
    number: Number,
    post: Post,
    refuse: Refuse = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    复核或确认一次期初导入：复核人办理即复核，分管负责人办理即确认。
    Review an opening stock as a reviewer, or confirm it as a leader.

    例 Example: mingbai awards stock 1 --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.awards.stock import approve_stock, refuse_stock, review_stock
        from mingbai.offices.actor import working_as
        from mingbai.offices.roles import Role

        by, at = acting(post)
        decide = approve_stock if by.role is Role.LEADER else review_stock
        with working_as(by):
            if refuse:
                left = refuse_stock(batch_id=number, reason=refuse, by=by, at=at)
            else:
                left = decide(batch_id=number, by=by, at=at)
    if as_json:
        print_json({"id": number, "refused" if refuse else "left_to_others": left})
    elif refuse:
        print(voice.say(f"已退回 {left:,} 项。", f"{left:,} awards refused."))
    else:
        print(voice.say(f"已办理，{left:,} 项须由他人办理（回避）。", f"Done; {left:,} are left to others (kin)."))


def _tell_import(done: "Taken", voice: Voice, *, as_json: bool) -> None:
    """Say what was taken, what was not, and what differs."""
    from mingbai.awards.stock import refused_for
    from mingbai.kernel.money import show_yuan

    people, lines = sentences(done.people.conflicts), sentences(done.conflicts)
    if as_json:
        print_json(
            {
                "batch_id": done.batch_id, "awards": done.awards, "total_fen": done.total_fen, "lapsed": done.lapsed,
                "differing": done.differing, "refused": len(done.refused), "conflicts": lines, "people": people,
                "people_import_id": done.people.import_id,
            }
        )  # fmt: skip
        return
    for said in [*people, *lines][:SHOWN]:
        print(voice.say(said["zh"], said["en"]))
    left, why, why_en = refused_for(done.conflicts)
    print(
        voice.say(
            f"第 {done.batch_id} 批期初：{done.awards:,} 项，每月 {show_yuan(done.total_fen)} 元，待复核、确认；"
            f"未导入 {left:,} 行{why}，退回 {len(done.refused):,} 行，已终止 {done.lapsed:,} 行，"
            f"与政策计算不一致 {done.differing:,} 项。",
            f"Batch {done.batch_id}: {done.awards:,} awards, {show_yuan(done.total_fen)} yuan a month, to be reviewed "
            f"and confirmed; {left:,} rows not taken{why_en}, {len(done.refused):,} refused, {done.lapsed:,} ended "
            f"before, {done.differing:,} amounts differ from policy.",
        )
    )
