"""Whom the log is witnessed by: one administrator proposes a policy, another decides (三员分立)."""

import json
from pathlib import Path
from typing import Annotated

import typer

from mingbai.cli.desk.acting import Post, acting, at_desk, print_json, print_table
from mingbai.cli.desk.evidence import AsJson, app, there_if_named
from mingbai.cli.desk.reading import read_policy
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import Misuse
from mingbai.cli.voice import Lang, Language, Voice

PROPOSED = (
    "已提出，第 {0} 号，由安全审计员批准后启用：mingbai evidence approve-policy {0}。",
    "Proposed: number {0}. The audit administrator approves it: mingbai evidence approve-policy {0}.",
)
HEADS = "编号 状态 提出人 决定人 理由 摘要", "number state by decided-by reason digest"
Number = Annotated[int, typer.Argument(metavar="NUMBER", help=both("提议的编号", "the proposal's number"))]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=both("理由", "why"))]
OptionalPost = Annotated[
    int | None,
    typer.Option("--post", metavar="POST", help=both("安全保密管理员的岗位", "security administrator's")),
]


@app.command("policy", cls=Verb, context_settings=HELP)
def policy(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", callback=there_if_named, help=both("新规则，默认显示现行的", "a new one")),
    ] = None,
    post: OptionalPost = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    显示现行见证规则，或提出新的；安全审计员批准后才启用，全程存证。
    Show who must witness, or propose a new policy, which another approves.

    例 Example: mingbai evidence policy 见证规则.txt --post 2
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.evidence.installation import installed_policy

        if file is not None:
            _propose(file, post, voice, as_json=as_json)
            return
        now = installed_policy()
    said = {"witnesses": sorted(now.witnesses), "quorum": now.quorum, "lacking": now.lacking(())}
    names = "、".join(said["witnesses"]) or "无"
    zh = f"见证部门：{names}；要求：{now.quorum}。" + (
        "" if now.witnesses else "没有见证规则，任何代发文件都发不出去。"
    )
    en = f"Witnesses: {', '.join(said['witnesses']) or 'none'}; asked for: {now.quorum}." + (
        "" if now.witnesses else " Without a policy no bank file leaves."
    )
    print(json.dumps(said, ensure_ascii=False, indent=2) if as_json else voice.say(zh, en))


@app.command("policies", cls=Verb, context_settings=HELP)
def policies(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    提出过的见证规则：待批准、已批准、已退回、已撤回的都留存。
    Every policy that was proposed: waiting, approved, refused or withdrawn.

    例 Example: mingbai evidence policies --post 3
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections import queries
        from mingbai.inspections.states import PROPOSALS, Proposal
        from mingbai.offices.actor import working_as
        from mingbai.offices.queries import officer_names

        by, _ = acting(post)
        with working_as(by):
            found = [*queries.policies(by.region), *queries.policies(by.region, waiting=False)]
            names = officer_names(who for one in found for who in (one.made_by, one.decided_by))
    if as_json:
        told = ("id", "state", "reason", "text", "sha256", "made_by", "made_at", "decided_by", "decided_at")
        print_json([{name: getattr(one, name) for name in told} for one in found])
        return
    print_table(
        voice.say(*HEADS).split(),
        (
            (one.pk, voice.say(*PROPOSALS[Proposal(one.state)]), names[one.made_by],
             names.get(one.decided_by or 0, "--"), one.reason or "--", one.sha256[:16])
            for one in found
        ),
    )  # fmt: skip


@app.command("approve-policy", cls=Verb, context_settings=HELP)
def approve_policy(number: Number, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    安全审计员批准提出的见证规则，立即启用。
    Approve a proposed policy as the audit administrator: it counts from now on.

    例 Example: mingbai evidence approve-policy 1 --post 3
    """
    _decide("approve", number, post, lang)
    _tell(number, lang, ("第 {} 号见证规则已启用。", "Policy {} is in force."), as_json=as_json)


@app.command("refuse-policy", cls=Verb, context_settings=HELP)
def refuse_policy(
    number: Number, reason: Reason, post: Post, lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    安全审计员退回提出的见证规则，写明理由；现行规则不变。
    Refuse a proposed policy, with the reason; the one in force goes on counting.

    例 Example: mingbai evidence refuse-policy 1 --reason 缺少纪检见证 --post 3
    """
    _decide("refuse", number, post, lang, reason=reason)
    _tell(number, lang, ("第 {} 号已退回，仍执行现行规则。", "Policy {} is refused."), as_json=as_json)


@app.command("withdraw-policy", cls=Verb, context_settings=HELP)
def withdraw_policy(
    number: Number, post: Post, reason: Reason = "", lang: Language = Lang.ZH, as_json: AsJson = False
) -> None:
    """
    撤回自己提出、尚未批准的见证规则。
    Withdraw a policy you proposed while nobody has decided it.

    例 Example: mingbai evidence withdraw-policy 1 --post 2
    """
    _decide("withdraw", number, post, lang, reason=reason)
    _tell(number, lang, ("第 {} 号已撤回。", "Policy {} is withdrawn."), as_json=as_json)


def _propose(file: Path, post: int | None, voice: Voice, *, as_json: bool) -> None:
    from mingbai.inspections.policies import propose
    from mingbai.offices.actor import working_as

    if post is None:
        raise Misuse("请用 --post 写明安全保密管理员的岗位。", "Name the security administrator's post with --post.")
    read_policy(file)  # says what is wrong with it, by the file's name
    by, at = acting(post)
    with working_as(by):
        made = propose(text=file.read_text(encoding="utf-8"), by=by, at=at)
    print_json({"id": made}) if as_json else print(voice.say(*PROPOSED).format(made))


def _decide(act: str, number: int, post: int, lang: str, **said: str) -> None:
    with at_desk(), Voice(lang).working():
        from mingbai.inspections import policies as acts
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            getattr(acts, act)(policy_id=number, **said, by=by, at=at)


def _tell(number: int, lang: str, done: tuple[str, str], *, as_json: bool) -> None:
    if as_json:
        print_json({"id": number})
    else:
        print(Voice(lang).say(*done).format(number))
