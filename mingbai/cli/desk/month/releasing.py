"""Release: one asks for it, another gives it; or the request is taken back."""

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, print_json
from mingbai.cli.desk.month.group import Reason, Roster, Seen, app, tell_done
from mingbai.cli.manual import HELP, Verb
from mingbai.cli.voice import Lang, Language, Voice


@app.command("ask-release", cls=Verb, context_settings=HELP)
def ask_release(roster: Roster, post: Post, seen: Seen = "", lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    复核人申请放行：与审批逐行一致、已核对、无未处理的差异和未答复的暂缓。
    Ask for a roster's release: equal in every line, checked, nothing open.

    例 Example: mingbai month ask-release 3 --seen 5f0c91 --post 8
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.prechecks import actions
        from mingbai.rosters.actions import require_seen

        by, at = acting(post)
        with working_as(by):
            require_seen(roster_id=roster, seen=seen)
            made = actions.ask_release(roster_id=roster, by=by, at=at)
    tell_done(made, Voice(lang), ("已申请放行，待放行人办理", "asked for; the releaser has to act"), as_json=as_json)


@app.command("release", cls=Verb, context_settings=HELP)
def release(roster: Roster, post: Post, seen: Seen = "", lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    放行人放行：当场再次逐行比对，暂缓的部分留下，其余可以发放。
    Release a roster another asked for; all is compared anew, what is held stays back.

    例 Example: mingbai month release 3 --seen 5f0c91 --post 10
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.kernel.money import show_yuan
        from mingbai.offices.actor import working_as
        from mingbai.prechecks import actions, queries
        from mingbai.rosters.actions import require_seen

        by, at = acting(post)
        with working_as(by):
            require_seen(roster_id=roster, seen=seen)
            actions.release(roster_id=roster, by=by, at=at)
            done = queries.release_of(roster)
    assert done is not None
    if as_json:
        names = ("id", "lines", "total_fen", "held_fen", "released_digest", "proof")
        print_json({name: getattr(done, name) for name in names})
        return
    yuan, held = show_yuan(done.total_fen), show_yuan(done.held_fen)
    print(
        voice.say(
            f"名册 {roster} 已放行：{done.lines:,} 行，{yuan} 元，与审批逐行一致；暂缓 {held} 元。"
            f"指纹 {done.released_digest}",
            f"Roster {roster} released: {done.lines:,} lines, {yuan} yuan, each equal to what is approved; "
            f"{held} yuan held. Digest {done.released_digest}",
        )
    )


@app.command("withdraw", cls=Verb, context_settings=HELP)
def withdraw(roster: Roster, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    撤回尚未批准的放行申请，以便更正后重新核对。
    Take a request for release back: the roster can be put right and checked again.

    例 Example: mingbai month withdraw 3 --reason 发现一户重复 --post 8
    """
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.prechecks import actions

        by, at = acting(post)
        with working_as(by):
            actions.withdraw_release(roster_id=roster, reason=reason, by=by, at=at)
    tell_done(roster, Voice(lang), ("已撤回放行申请", "the request is taken back"), as_json=as_json)
