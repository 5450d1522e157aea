"""A command line that cannot be understood: what, why and how to mend it, in two languages, exit code 2."""

import re
from pathlib import Path

import pytest

from mingbai.cli.main import VERBS, main

WRONG = {
    "chek": (
        f"没有“chek”这个命令，可用的有：{'、'.join(VERBS)}。是不是 check？",
        f"There is no command “chek”; there are: {', '.join(VERBS)}. Did you mean check?",
    ),
    "law wher YC-2022-2": (
        "没有“wher”这个命令，可用的有：show、where、gaps。是不是 where？",
        "There is no command “wher”; there are: show, where, gaps. Did you mean where?",
    ),
    "check x --jsno": ("没有“--jsno”这个选项。是不是 --json？", "There is no option “--jsno”. Did you mean --json?"),
    "check x -q": ("没有“-q”这个选项。", "There is no option “-q”."),
    "check": (
        "缺少 FOLDER（材料文件夹，或冻结快照）。",
        "FOLDER is missing (the folder of files, or a frozen month).",
    ),
    "law where": (
        "缺少 CITATION（条款，如 YC-2022-2#2.3.3；或原文行号，如 YC-2022-2:68）。",
        "CITATION is missing (an article, or a line of the source text).",
    ),
    "simulate --size town": (
        "缺少选项 --seed（种子，相同则文件相同）。",
        "The option --seed is missing (the same seed gives the same bytes).",
    ),
    "check x --month": ("选项 --month 后面缺少值。", "The option --month needs a value after it."),
    "check x --json=1": ("选项 --json 后面不带值。", "The option --json takes no value."),
    "check 十月 材料": (
        "多出了“材料”；名称中有空格时请加引号。",
        "What is “材料” for? Put a name that holds spaces in quotes.",
    ),
    "check x --engine oracle": (
        "--engine 不能是“oracle”：可选 duckdb、spark。",
        "--engine cannot be “oracle”: choose duckdb or spark.",
    ),
    "law gaps --lang fr": ("--lang 不能是“fr”：可选 zh、en。", "--lang cannot be “fr”: choose zh or en."),
    "simulate --size town --seed one": (
        "--seed 不能是“one”：须为不小于 0 的整数。",
        "--seed cannot be “one”: it must be a whole number not below 0.",
    ),
    "simulate --size town --seed 1 --history 99": (
        "--history 不能是“99”：须为 0 至 12 的整数。",
        "--history cannot be “99”: it must be a whole number from 0 to 12.",
    ),
    "score --key 没有.csv --findings x": (
        "没有“没有.csv”这个文件，请核对路径。",
        "There is no file “没有.csv”: please check the path.",
    ),
}


@pytest.mark.parametrize(("typed", "sentences"), WRONG.items(), ids=WRONG)
def test_misuse_is_answered_in_one_line_in_each_language_and_with_the_manual(
    typed: str, sentences: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed.split()) == 2
    said = capsys.readouterr()

    assert said.out == ""
    chinese, english = said.err.splitlines()
    zh, en = sentences
    assert re.fullmatch(rf"{re.escape(zh)}用法见 mingbai( \w+)* --help", chinese)
    assert re.fullmatch(rf"{re.escape(en)} See mingbai( \w+)* --help", english)


@pytest.mark.parametrize("typed", ["check x --nope", "freeze x --nope", "law show x --nope", "demo --nope", "score -z"])
def test_the_manual_named_is_that_of_the_command_typed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed.split()) == 2
    verb = typed.partition(" x")[0].partition(" -")[0]

    assert f"用法见 mingbai {verb} --help" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["check x --month 2026-10 --out", "simulate --size town --seed 1 --out"])
def test_a_file_is_no_folder_to_write_to(option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "file"
    taken.write_bytes(b"mine")

    assert main([*option.split(), str(taken)]) == 2
    assert "不是文件夹，请换一个名称。" in capsys.readouterr().err
    assert taken.read_bytes() == b"mine"


def test_a_word_of_a_megabyte_is_answered_in_a_short_line(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["x" * 1_000_000], ["check", "x", "y" * 1_000_000], ["check", "x", f"--{'z' * 1_000_000}"]):
        assert main(arguments) == 2
        assert len(capsys.readouterr().err) < 600


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("spoken", "sentence"), [("zh", "程序出了故障"), ("en", "The program failed")])
def test_a_fault_of_ours_is_a_sentence_and_a_file_of_details_for_every_command(
    verb: str,
    spoken: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("mingbai.cli.door.get_command", fail)

    assert main([verb, "--lang", spoken]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said
    assert "ZeroDivisionError: a fault" in next(tmp_path.iterdir()).read_text(encoding="utf-8")
