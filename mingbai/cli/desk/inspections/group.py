"""The group of verbs, the options they share, and how an act is done and told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingbai.cli.desk.acting import acting, at_desk, print_json
from mingbai.cli.manual import HELP, Verbs, both
from mingbai.cli.misuse import Misuse, file_there
from mingbai.cli.voice import Voice

if TYPE_CHECKING:
    from mingbai.inspections.models import ClueProposal
    from mingbai.offices.actor import Actor

OVERDUE = 5  # exit code: something should have been put right by now
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both(
        "整改：问题清单、整改清单、销号、回头看、线索移交。",
        "Problems listed, put right, looked at again; clues handed over.",
    ),
)
Problem = Annotated[int, typer.Argument(metavar="PROBLEM", help=both("问题编号", "the number of the problem"))]
Item = Annotated[int, typer.Argument(metavar="ITEM", help=both("整改项编号", "the number of the item"))]
Cites = Annotated[
    list[str],
    typer.Option(
        "--cite", metavar="ARTICLE", help=both("依据条款，可多次，如 YC-2022-2#3.4", "articles it is against")
    ),
]
Title = Annotated[
    str, typer.Option("--title", metavar="TEXT", help=both("问题，不写姓名", "the problem, naming nobody"))
]
Facts = Annotated[
    str, typer.Option("--facts", metavar="TEXT", help=both("事实，只存摘要", "the facts; their digest is kept"))
]
Proof = Annotated[
    Path,
    typer.Option("--document", metavar="FILE", callback=file_there, help=both("证明材料", "what proves it")),
]
Until = Annotated[str, typer.Option("--until", metavar="DAY", help=both("整改时限", "until when"))]


def do(act: str, said: dict[str, Any], post: int, lang: str, as_json: bool, done: tuple[str, str]) -> None:
    """Do one act of mingbai.inspections.actions and say what became of it; `{}` in the sentence is the number."""
    voice = Voice(lang)
    with at_desk(), voice.working():
        from mingbai.inspections import actions
        from mingbai.offices.actor import working_as

        by, at = acting(post)
        with working_as(by):
            made = getattr(actions, act)(**said, by=by, at=at)
    number = made if made is not None else said.get("item_id")
    tell(number, voice, done, as_json=as_json)


def tell(number: object, voice: Voice, done: tuple[str, str], *, as_json: bool) -> None:
    """Say what became of a record."""
    if as_json:
        print_json({"id": number})
    else:
        print(voice.say(*done).format(number))


def oversees(by: "Actor") -> bool:
    """Return whether a post lists problems and orders; others see what their own office has to put right."""
    from mingbai.inspections.states import OVERSEEING, OVERSEERS

    return by.may_read("inspections") or (by.role in OVERSEERS and by.party in OVERSEEING)


def clue_told(one: "ClueProposal") -> dict[str, Any]:
    """Return a proposal to hand a clue over as programs read it."""
    names = ("id", "problem_id", "receiver", "receiver_name", "verified_on", "document", "grounds", "evidence_sha256",
             "state", "reason", "transfer_id", "made_by", "made_at", "decided_by", "decided_at")  # fmt: skip
    return {name: getattr(one, name) for name in names}


def answer_of(word: str, option: str) -> bool:
    """Return whether a question is answered with yes; refuse what is neither yes nor no."""
    if word not in ("yes", "no"):
        raise Misuse(f"{option} 写 yes（是）或 no（否）。", f"Answer {option} with yes or no.")
    return word == "yes"
