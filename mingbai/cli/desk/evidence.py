"""`mingbai evidence`: bring the log up to date, verify all of it, prove one act, check a proof."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.reading import read_checkpoint, read_policy, read_proof
from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.cli.misuse import file_there
from mingbai.cli.voice import Lang, Language, Voice

if TYPE_CHECKING:
    from mingbai.evidence.leaves.leaf import Leaf
    from mingbai.evidence.verifying import Verdict

SAID = {"treasury": ("资金账有误", "The books do not hold")}
BROKEN, NOT_FOUND = 5, 3  # exit codes: the evidence does not hold; nothing of that name
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("存证：谁也改不了、人人可核验的日志。", "The log that nobody can rewrite unseen and anybody can check."),
)
AsJson = Annotated[bool, typer.Option("--json", help=both("输出 JSON，中英文俱全", "print JSON in both languages"))]


def there_if_named(path: Path | None) -> Path | None:
    """Return the file that is named, if one is; refuse one that is not there."""
    return None if path is None else file_there(path)


@app.command("key", cls=Verb, context_settings=HELP)
def key(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    显示本机日志的公钥：交给见证部门，用于启动见证服务和编写见证规则。
    Show the log's public key: witnesses are started with it, and a policy names it.

    例 Example: mingbai evidence key
    """
    from mingbai.evidence.installation import log_key

    public = str(log_key().verifier)
    print(_json({"key": public}) if as_json else Voice(lang).say(public, public))


@app.command("append", cls=Verb, context_settings=HELP)
def append(lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    把待存证的登记写入日志，签发检查点，请各部门见证。
    Give waiting acts their places, sign a checkpoint, ask the witnesses.
    """
    from mingbai.config.desk import open_desk

    voice = Voice(lang)
    with open_desk(), voice.working():
        from mingbai.evidence.installation import installed_policy
        from mingbai.evidence.jobs import bring_up_to_date
        from mingbai.evidence.queries import standing

        _put_right(voice)
        failed = bring_up_to_date()
        stands = standing(installed_policy())
    for name, error in failed.items():
        voice.tell(f"{name} 没有见证：{error}", f"{name} did not cosign: {error}")
    said = asdict(stands) | {"failed": {name: str(error) for name, error in failed.items()}}
    zh = (
        f"已存证 {stands.placed} 条，待存证 {stands.waiting} 条；"
        f"检查点 {stands.checkpoint}，达到见证要求的 {stands.witnessed}。"
    )
    en = (
        f"{stands.placed} acts logged, {stands.waiting} waiting; "
        f"checkpoint {stands.checkpoint}, cosigned by enough up to {stands.witnessed}."
    )
    print(_json(said) if as_json else voice.say(zh, en))


def _put_right(voice: Voice) -> None:
    """Put an approved policy in place that is not, and say so, or why it cannot be."""
    from django.utils import timezone

    from mingbai.evidence.installation import PolicyUseless
    from mingbai.inspections.policies import put_right

    try:
        if late := put_right(at=timezone.now()):
            voice.tell(
                f"第 {late.pk} 号见证规则已批准而没有写入本机，现已补上。",
                f"Policy {late.pk} was approved and not in place: it is now.",
            )
    except PolicyUseless as error:
        voice.tell(f"已批准的见证规则不能启用：{error.zh}", f"The approved policy cannot be put in force: {error.en}")


@app.command("verify", cls=Verb, context_settings=HELP)
def verify(
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            callback=there_if_named,
            help=both("自己留存的检查点，日志必须是它的延续", "a checkpoint you kept: the log must continue it"),
        ),
    ] = None,
    policy_file: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="FILE",
            callback=there_if_named,
            help=both("见证规则，默认用本机的", "whom to believe; by default as installed"),
        ),
    ] = None,
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    从头重算全部存证、资金账、名册和付款；指出第一条出错的记录，退出码 5。
    Replay log, books, rosters, payments; exit 5 and name the first bad record.
    """
    from mingbai.config.desk import open_desk

    voice = Voice(lang)
    with open_desk(), voice.working():
        from mingbai.backups.adding import wrong_in_stages
        from mingbai.evidence import verifying
        from mingbai.evidence.installation import installed_policy, installed_ring, log_files
        from mingbai.inspections.policies import not_in_place

        policy = read_policy(policy_file) if policy_file else installed_policy()
        trusted = read_checkpoint(checkpoint, policy) if checkpoint else None

        def tick(done: int, total: int) -> None:
            voice.tick("正在核验", "Verifying", done, total)

        verdict = verifying.verify(
            policy=policy, ring=installed_ring(), storage=log_files(), trusted=trusted, tick=tick
        )
        wrongs, late = wrong_in_stages(), not_in_place()
    if as_json:
        faults = [asdict(wrong) for wrong in wrongs]
        told = {"books": {"whole": not wrongs, "faults": faults}, "policy_not_in_place": late.pk if late else None}
        print(_json(verdict.as_json() | told))
    else:
        if late:
            print(voice.say(*_not_in_place(late.pk)))
        if verdict.fault:
            print(voice.say(f"存证被破坏：{verdict.fault.zh}", f"The evidence does not hold: {verdict.fault.en}"))
        for wrong in wrongs:
            zh, en = SAID.get(wrong.stage, ("记录与登记不符", "What stands there is not what was recorded"))
            print(voice.say(f"{zh}：{wrong.zh}", f"{en}: {wrong.en}"))
        if verdict.fault is None and not wrongs:
            print(voice.say(*_whole(verdict)))
    raise typer.Exit(0 if verdict.fault is None and not wrongs else BROKEN)


def _not_in_place(policy_id: int) -> tuple[str, str]:
    return (
        f"第 {policy_id} 号见证规则已批准，但没有写入本机，仍按旧规则执行；运行 mingbai evidence append 即可补上。",
        f"Policy {policy_id} was approved and is not in place, so the former one counts: run mingbai evidence append.",
    )


def _whole(verdict: "Verdict") -> tuple[str, str]:
    return (
        f"存证完整：{verdict.leaves} 条登记、{verdict.checkpoints} 个检查点、"
        f"{verdict.cosignatures} 个见证签名全部核验一致，资金账相符。",
        f"The evidence is whole: {verdict.leaves} acts, {verdict.checkpoints} checkpoints and "
        f"{verdict.cosignatures} cosignatures all agree, and so do the books.",
    )


@app.command("prove", cls=Verb, context_settings=HELP)
def prove(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help=both("记录，如 payments.attempt/17", "such as payments.attempt/17"))
    ],
    fields: Annotated[
        str, typer.Option("--open", metavar="A,B", help=both("出示的字段，逗号分隔", "the fields to be shown"))
    ] = "",
    out: Annotated[Path, typer.Option(metavar="FOLDER", help=both("写到哪个文件夹", "the folder to write to"))] = Path(
        "proof"
    ),
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    出具一条记录的证明：证明、见证规则和核验脚本，离线可验。
    Write a proof of one record, with the policy and a script that checks it offline.
    """
    from mingbai.config.desk import open_desk

    voice = Voice(lang)
    with open_desk():
        from mingbai.evidence.installation import installed_policy, installed_ring, log_files
        from mingbai.evidence.proofs.handing import hand_out
        from mingbai.evidence.proving import proof_of
        from mingbai.evidence.queries import NotLogged

        wanted = [name.strip() for name in fields.split(",") if name.strip()]
        try:
            proof = proof_of(
                subject, fields=wanted, storage=log_files(), policy=installed_policy(), ring=installed_ring()
            )
        except NotLogged as error:
            voice.tell(error.zh, error.en)
            raise typer.Exit(NOT_FOUND) from None
        files = hand_out(proof, installed_policy(), out)
    said = {"leaf": proof.index, "files": [str(path) for path in files]}
    zh = f"已写入 {files[0]}（存证第 {proof.index} 号）。核验：python3 {files[2]} {files[0]} {files[1]}"
    en = f"Written to {files[0]} (leaf {proof.index}). To check it: python3 {files[2]} {files[0]} {files[1]}"
    print(_json(said) if as_json else voice.say(zh, en))


@app.command("check", cls=Verb, context_settings=HELP)
def check(
    proof: Annotated[
        Path, typer.Argument(metavar="PROOF", callback=file_there, help=both("证明文件", "the proof to check"))
    ],
    policy: Annotated[
        Path, typer.Option(metavar="FILE", callback=file_there, help=both("见证规则", "whom to believe"))
    ],
    lang: Language = Lang.ZH,
    as_json: AsJson = False,
) -> None:
    """
    离线核验一份证明；核验不通过时退出码 5。
    Check a proof without any database; exit 5 when it proves nothing.
    """
    from mingbai.evidence.proofs.proof import ProofRefused, proven

    voice = Voice(lang)
    try:
        found = proven(read_proof(proof), read_policy(policy))
    except ProofRefused as error:
        if as_json:
            print(_json({"proven": False, "reason": str(error)}))
        voice.tell(f"核验未通过：{error}", f"Proves nothing: {error}")
        raise typer.Exit(BROKEN) from None
    leaf = found.leaf
    said = {"proven": True, "leaf": vars(leaf), "fields": found.fields, "witnesses": found.witnesses}
    names = "、".join(found.witnesses)
    who, who_en = _who(leaf)
    zh = (
        f"核验通过：{leaf.subject}（{leaf.type}，{leaf.time}，{who}）已存证，"
        f"见证：{names or '无'}。{found.fields or ''}"
    )
    en = (
        f"Proven: {leaf.subject} ({leaf.type}, {leaf.time}, by {who_en}) is in the log, "
        f"cosigned by {names or 'nobody'}. {found.fields or ''}"
    )
    print(_json(said) if as_json else voice.say(zh, en).strip())


def _who(leaf: "Leaf") -> tuple[str, str]:
    """Return who acted, in which post, for which organisation, as far as the leaf says (R-001)."""
    if leaf.post is None:
        return leaf.by, leaf.by
    return (
        f"{leaf.by}，岗位 {leaf.post}，机构 {leaf.organisation}",
        f"{leaf.by} in post {leaf.post} of organisation {leaf.organisation}",
    )


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2)
