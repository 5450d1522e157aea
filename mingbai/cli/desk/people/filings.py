"""Filings of staff, kin, kept cards and proxies: taken in from lists, accepted one tier above, counted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mingbai.cli.desk.acting import AsJson, Post, acting, at_desk, day, print_json, print_table
from mingbai.cli.desk.opening import CONFLICTS, ROWS_REFUSED, SHOWN
from mingbai.cli.desk.people.group import Number, Refuse, app, do
from mingbai.cli.manual import HELP, Verb, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.people.filings.importing import Filed

LEFT = 4  # exit code: some were left to others
KINDS = "relative | card_keeping | proxy | authorisation"
LISTS = {  # Chinese, English
    "officers": ("工作人员", "staff"),
    "relatives": ("近亲属", "kin"),
    "card_keepers": ("代管", "kept cards"),
    "proxies": ("代取", "proxies"),
}


@app.command("file", cls=Verb, context_settings=HELP)
def import_filings(
    path: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, help=both("备案表所在文件夹或文件", "the lists, or one"))
    ],
    paper: Annotated[
        Path,
        typer.Option(
            "--paper", metavar="FILE", callback=file_there, help=both("签字盖章的备案表扫描件", "signed list")
        ),
    ],
    post: Post,
    cause: Annotated[
        str, typer.Option("--cause", metavar="TEXT", help=both("代管、代取的原因", "why cards are kept or drawn on"))
    ] = "见所附备案表",
    kind: Annotated[
        str, typer.Option("--kind", metavar="WORD", help=both("代取人：chosen、carer、guardian", "who draws for whom"))
    ] = "chosen",
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help=both("退回的行写到哪个 xlsx", "where refused rows are written")),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    成批导入备案：经办人员、近亲属、代管、代取各一张表，逐行核对，已备案的不重复。
    File lists of staff, kin, kept cards and proxies; again, only what lacks.

    退出码 Exit codes: 0 全部备案 all filed; 4 有行被退回 rows unreadable; 5 有行未备案 rows not filed
    例 Example: mingbai people file 备案 --paper 备案表.pdf --post 7
    """
    from hashlib import sha256

    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.cli.misuse import Misuse
        from mingbai.files.refusals import write_refused
        from mingbai.offices.actor import working_as
        from mingbai.people.filings import ProxyKind
        from mingbai.people.filings.importing import Terms
        from mingbai.people.filings.importing import import_filings as filed
        from mingbai.people.filings.reading import read_filings

        if kind not in list(ProxyKind):
            raise Misuse(f"没有“{kind}”这种代取人，可用 {'、'.join(ProxyKind)}。", f"{kind}: {', '.join(ProxyKind)}.")
        terms = Terms(sha256(paper.read_bytes()).hexdigest(), cause, ProxyKind(kind))
        by, at = acting(post)
        with read_filings(path, region=by.region.code) as lists, working_as(by):
            done = filed(lists=lists, terms=terms, by=by, at=at)
        if refused and done.unreadable:
            write_refused(refused, done.unreadable)
    _tell(done, voice, as_json=as_json)
    raise typer.Exit(ROWS_REFUSED if done.unreadable else CONFLICTS if done.unfiled else 0)


@app.command("accept", cls=Verb, context_settings=HELP)
def accept(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=KINDS)],
    number: Number,
    post: Post,
    refuse: Refuse = "",
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    受理一份备案，或退回；近亲属备案由工作单位的上一级受理。
    Accept a filing, or refuse it; kin are filed one tier above.

    例 Example: mingbai people accept relative 3 --post 9
    """
    from mingbai.cli.misuse import Misuse

    if kind not in KINDS.split(" | "):
        raise Misuse(f"没有“{kind}”这种备案，可用 {KINDS}。", f"{kind} is no kind of filing: {KINDS}.")
    said = {"filing_id": number, "kind": kind} | ({"reason": refuse} if refuse else {})
    done = ("备案已退回", "Refused") if refuse else ("备案已受理", "Accepted")
    do("refuse_filing" if refuse else "accept_filing", said, post, lang, done, as_json=as_json)


@app.command("accept-all", cls=Verb, context_settings=HELP)
def accept_all(post: Post, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    受理全部待受理的备案；本人录入的、需回避的、应由别级受理的除外。
    Accept every filing that waits, as your office may; never your own.

    退出码 Exit codes: 0 全部受理 all; 4 有未受理的 some were not
    例 Example: mingbai people accept-all --post 9
    """
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.offices.actor import working_as
        from mingbai.people.actions import accept_all as accepted

        by, at = acting(post)
        with working_as(by):
            count, left = accepted(by=by, at=at)
    if as_json:
        print_json({
            "accepted": count,
            "left": [{"kind": kind, "id": number, "zh": why.zh, "en": why.en} for kind, number, why in left],
        })  # fmt: skip
    else:
        print(voice.say(f"已受理 {count} 项。", f"{count} accepted."))
        for kind, number, why in left:
            print(voice.say(f"{kind} {number} 未受理：{why.zh}", f"{kind} {number} was not: {why.en}"))
    raise typer.Exit(LEFT if left else 0)


@app.command("filings", cls=Verb, context_settings=HELP)
def filings(
    post: Post,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=both("哪一天，默认今天", "the day, by default today"))
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    备案情况：近亲属、代管、代取的数目，待办和过期，重点关注名单。
    What is filed: kin, kept cards and proxies counted, what waits, the focus list.

    例 Example: mingbai people filings --post 7
    """
    voice = Voice(lang)
    with at_desk():
        from mingbai.offices.actor import working_as
        from mingbai.people.queries import counted, focus_list

        by, _ = acting(post)
        asked = day(on)
        with working_as(by):
            counts = vars(counted(by.region, asked, since=asked.replace(month=1, day=1)))
            focus = [vars(one) for one in focus_list(by.region, asked)]
    if as_json:
        print_json({"on": asked, "counts": counts, "focus": focus})
        return
    print_table((voice.say("项目", "what"), voice.say("数", "count")), _counts(counts, voice))
    heads = voice.say("编号 姓名 原因 经手人", "id name why through")
    print_table(heads.split(), (one.values() for one in focus))


def _counts(counts: dict[str, int], voice: Voice) -> list[tuple[str, str]]:
    """Return the counts in words."""
    return [(voice.say(*COUNTED[name]), f"{count:,}") for name, count in counts.items()]


COUNTED = {
    "kin_filings": ("近亲属备案", "kin filed"),
    "kin_households": ("涉及户数", "households of kin"),
    "kin_persons": ("涉及人数", "persons"),
    "cards_kept": ("代管卡折", "cards kept by others"),
    "cards_kept_by_staff": ("其中工作人员代管", "of these by staff"),
    "proxies": ("代取授权", "proxies"),
    "waiting": ("待受理", "waiting"),
    "run_out": ("已过有效期未终止", "run out and not ended"),
    "handouts_fen": ("本年现金实物（分）", "handed out this year (fen)"),
    "cards_undelivered": ("未签收的卡折", "cards nobody signed for"),
}


def _tell(done: "Filed", voice: Voice, *, as_json: bool) -> None:
    """Say what was filed, and what was not and why."""
    if as_json:
        print_json({
            "filed": done.made, "known": done.known,
            "refused": [{"zh": one.zh, "en": one.en} for one in done.unreadable],
            "unfiled": [{lang: one.in_language(lang) for lang in ("zh", "en")} for one in done.unfiled],
        })  # fmt: skip
        return
    for one in done.unfiled[:SHOWN]:
        print(one.in_language("en" if voice.english else "zh"))
    zh = "、".join(f"{LISTS[kind][0]} {count:,}" for kind, count in done.made.items())
    en = ", ".join(f"{count:,} {LISTS[kind][1]}" for kind, count in done.made.items())
    print(
        voice.say(
            f"已备案：{zh}；原已备案 {done.known:,} 行，未备案 {len(done.unfiled):,} 行，"
            f"退回 {len(done.unreadable):,} 行。",
            f"Filed: {en}; {done.known:,} rows stood already, {len(done.unfiled):,} were not filed, "
            f"{len(done.unreadable):,} refused.",
        )
    )
    voice.tell(
        "备案由上一级受理：mingbai people accept-all --post 岗位编号", "The office above accepts: people accept-all"
    )
