"""`--help` of every command and sub-command: complete, in two languages, without ornament."""

import re
from importlib import import_module
from typing import Any
from unicodedata import east_asian_width

import pytest
from typer.main import get_command

from mingbai.cli.main import VERBS, main

TREASURY = ("open", "move", "approve", "refuse", "proposals", "audit", "funds", "moves")
DEEPER = (
    "law show",
    "law where",
    "law gaps",
    *(f"treasury {verb}" for verb in TREASURY),
)
DESK = (
    "evidence key",
    *("evidence policy", "evidence policies"),
    *("evidence approve-policy", "evidence refuse-policy", "evidence withdraw-policy"),
    "evidence append",
    "evidence verify",
    "evidence prove",
    "evidence check",
    "witness key",
    "witness serve",
)
SOURCES = ("sources import", "sources list", "sources release", "sources compare")
STANDARDS = ("list", "propose", "approve", "refuse", "export", "import", "deviations", "calendar", "raise", "rules")
SWITCHES = ("switch", "approve-switch", "refuse-switch")
AWARDS = ("import", "stock", "list", "change", "pay", "hear", "decide", "explain")
RECEIPTS = ("import", "funds", "match", "open", "answer", "agree", "back", "close", "tell", "statistics", "rates")
PAYMENTS = ("plan", "approve", "arrived", "draft", "reserve", "seal", "send", "withdraw", "again", "status")
PAYERS = ("account", "approve-account", "close-account", "pair", "approve-pair", "close-pair", "accounts")
URGENT = ("urgent", "approve-urgent", "refuse-urgent", "draft-urgent", "explain-urgent")
CHANGED = ("refuse", "other-account", "agree-account", "refuse-account")
PEOPLE = (
    *("import", "confirm", "find", "reveal", "filings", "file", "accept", "accept-all"),
    *("account", "accounts", "confirm-account", "close-account"),
)
ALERTS = ("open", "list", "take", "verify", "tell", "hear", "decide", "rates")
OFFICES = (
    "found",
    "import",
    "homes",
    "approve-all",
    "open",
    "register",
    "appoint",
    "approve",
    "refuse",
    "end",
    "posts",
    "list",
    "gaps",
    "export",
)
ACCESS = ("give-first", "give", "block", "unblock", "reset-codes", "list", "tries")
LISTING = ("list-post", "approve-listing", "refuse-listing", "end-listing")
ROSTERS = ("derive", "sign", "submit", "review", "agree", "freeze", "set-aside", "supplement")
BEFORE_PAYMENT = ("check", "gates", "move-out", "agree-move", "refuse-move", "ask-release", "release", "withdraw")
HOLDS = ("recheck", "holds", "hold", "decline", "lift", "confirm", "pay-back")
INSPECTIONS = (
    "list",
    "show",
    "add",
    "pull",
    "order",
    "report",
    "accept",
    "send-back",
    "look-back",
    "hand-over",
    "clues",
    "approve-clue",
    "refuse-clue",
    "withdraw-clue",
    "feedback",
)
PAPERS = (
    *("roster", "plan", "bank", "agreement", "ledger", "brief", "bank-score"),
    *("notices", "cards", "deviations", "rectification", "log-review", "trace"),
)
BETWEEN_FUNDS = ("township", "lend", "carry-over", "close-year", "correct")
STANDINGS = ("status", "difference", "closing", "log-review", "sign-log", "log-paper")
BACKUP = ("make", "list", "verify", "drill", "keys", "restore")
OF_STAGES = (
    *(f"backup {verb}" for verb in BACKUP),
    *(f"papers {verb}" for verb in PAPERS),
    *(f"offices {verb}" for verb in OFFICES + LISTING),
    *(f"access {verb}" for verb in ACCESS),
    *(f"month {verb}" for verb in ROSTERS + BEFORE_PAYMENT + HOLDS + STANDINGS),
    *(f"alerts {verb}" for verb in ALERTS),
    *(f"inspections {verb}" for verb in INSPECTIONS),
    *(f"payments {verb}" for verb in PAYMENTS + PAYERS + URGENT + CHANGED),
    *(f"standards {verb}" for verb in STANDARDS + SWITCHES),
    *(f"receipts {verb}" for verb in RECEIPTS),
    *(f"awards {verb}" for verb in AWARDS),
    *(f"treasury {verb}" for verb in BETWEEN_FUNDS),
)
ALL = [*VERBS, *DEEPER, *DESK, *SOURCES, *(f"people {verb}" for verb in PEOPLE), *OF_STAGES]
OPTIONS = {
    "check": "--month --region --out --engine --master --as-of --lang --json --keep-snapshot --fuzzy",
    "freeze": "--month --into --region --as-of --lang --json",
    "simulate": "--size --seed --month --out --history --faults --jobs",
    "score": "--key --findings --json",
    "law gaps": "--lang --json",
    "evidence verify": "--checkpoint --policy --lang --json",
    "evidence prove": "--open --out --lang --json",
    "witness serve": "--name --log --port --host --lang --json",
}
WIDEST, HAN, ENGLISH = 100, re.compile(r"[一-鿿]"), re.compile(r"[a-z]{3,}")


def manual(command: str, capsys: pytest.CaptureFixture[str], asked: str = "--help") -> str:
    assert main([*command.split(), asked]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_every_verb_of_every_group_is_read_here() -> None:
    groups = {name: getattr(import_module(module), function) for name, (module, function) in VERBS.items()}
    verbs = [f"{group} {verb}" for group, app in groups.items() for verb in _verbs(app)]

    assert sorted({*verbs} - {*ALL}) == []


def _verbs(app: Any) -> list[str]:
    return [*getattr(get_command(app), "commands", ())]


@pytest.mark.parametrize("command", ALL)
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_every_command_has_a_manual(command: str, asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert manual(command, capsys, asked).startswith(f"用法 Usage: mingbai {command} ")


@pytest.mark.parametrize("command", ALL)
def test_a_manual_is_plain_text_without_boxes_colours_or_the_parsers_own_words(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = manual(command, capsys)

    assert not re.search(r"[\u2500-\u259f\x1b]", said)
    assert not re.search(
        r"Show this message|Options:|\[required\]|\[default|<str>|<int>|<bool>|<path>|completion", said
    )


@pytest.mark.parametrize("command", ALL)
def test_whatever_a_manual_explains_it_explains_in_both_languages(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = re.split(r"\n(?=  ?\S)", manual(command, capsys).partition("选项 Options\n")[2])
    explained = [re.sub(r"^\s*[-\[\w][^\s]*( [A-Z|a-z-]+)?", "", entry, count=1) for entry in entries]

    assert [entry for entry in explained if not HAN.search(entry) or not ENGLISH.search(entry)] == []


@pytest.mark.parametrize(("command", "options"), OPTIONS.items())
def test_a_manual_names_every_option(command: str, options: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = manual(command, capsys)

    assert [option for option in options.split() if f"\n  {option}" not in said] == []


@pytest.mark.parametrize("command", ALL)
def test_a_manual_fits_a_screen(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for line in manual(command, capsys).splitlines():
        assert sum(2 if east_asian_width(one) in "WF" else 1 for one in line) <= WIDEST, line


def test_what_is_required_what_is_usual_and_what_may_be_chosen_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    said = manual("simulate", capsys)

    assert (
        "--size town|townships|county|city|province|nation\n                            规模（必填 required）" in said
    )
    assert "whether faults are planted（默认 default --faults）" in said
    assert "--engine duckdb|spark   计算引擎 what runs the rules（默认 default duckdb）" in manual("check", capsys)


def test_the_manual_of_a_check_says_what_each_exit_code_means(capsys: pytest.CaptureFixture[str]) -> None:
    codes = re.findall(r"^  (\d)  ", manual("check", capsys), re.M)

    assert codes == ["0", "5", "4", "3", "2", "1"]


def test_law_alone_shows_its_manual_on_stderr_as_the_usage_it_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law"]) == 2
    said = capsys.readouterr()

    assert said.out == ""
    assert "  where  条款在哪里实现。\n         Where an article is implemented." in said.err
