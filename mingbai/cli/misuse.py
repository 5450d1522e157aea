"""Misuse: a command line that cannot be understood, said in Chinese and English with the way to mend it."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import Enum
from pathlib import Path

from typer import TyperException
from typer._click.core import Context
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperArgument, TyperOption

from mingbai.kernel.unreadable import shortened

Said = tuple[str, str]  # Chinese, English


class Misuse(UsageError):
    """Words on the command line that cannot be understood, with the sentence that says so."""

    def __init__(self, zh: str, en: str, ctx: Context | None = None) -> None:
        super().__init__(en, ctx)
        self.said = zh, en


class TooManyWords(Misuse):
    """Words left over after the last argument."""

    def __init__(self, words: Iterable[str], ctx: Context) -> None:
        listed = [shortened(word) for word in words]
        super().__init__(
            f"多出了{'、'.join(f'“{word}”' for word in listed)}；名称中有空格时请加引号。",
            f"What is {', '.join(f'“{word}”' for word in listed)} for? Put a name that holds spaces in quotes.",
            ctx,
        )


class CommandUnknown(Misuse):
    """A command that does not exist."""

    def __init__(self, word: str, known: Iterable[str], ctx: Context | None = None) -> None:
        names, shown = list(known), shortened(word)
        meant_zh, meant_en = _meant(get_close_matches(word, names, n=1))
        super().__init__(
            f"没有“{shown}”这个命令，可用的有：{'、'.join(names)}。{meant_zh}",
            f"There is no command “{shown}”; there are: {', '.join(names)}.{meant_en}",
            ctx,
        )


def file_there(path: Path) -> Path:
    """Return the path of a file; raise Misuse where there is none."""
    if not path.is_file():
        name = shortened(path)
        raise Misuse(f"没有“{name}”这个文件，请核对路径。", f"There is no file “{name}”: please check the path.")
    return path


def folder_or_new(path: Path | None) -> Path | None:
    """Return the path of a folder to write to; raise Misuse where something else has that name."""
    if path is not None and path.exists() and not path.is_dir():
        name = shortened(path)
        raise Misuse(f"“{name}”不是文件夹，请换一个名称。", f"“{name}” is not a folder: please give another name.")
    return path


def misuse(error: TyperException) -> Said:
    """Return what is wrong with a command line and how to mend it."""
    if isinstance(error, Misuse):
        return error.said
    for kind, tell in TOLD.items():
        if isinstance(error, kind):
            return tell(error)
    return f"命令看不懂（{error.format_message()}）。", f"That cannot be understood ({error.format_message()})."


def _no_such_option(error: NoSuchOption) -> Said:
    name = shortened(error.option_name)
    meant_zh, meant_en = _meant(get_close_matches(error.option_name, error.possibilities or (), n=1))
    return f"没有“{name}”这个选项。{meant_zh}", f"There is no option “{name}”.{meant_en}"


def _option_misused(error: BadOptionUsage) -> Said:
    name = error.option_name
    if "not take a value" in error.message:
        return f"选项 {name} 后面不带值。", f"The option {name} takes no value."
    return f"选项 {name} 后面缺少值。", f"The option {name} needs a value after it."


def _missing(error: MissingParameter) -> Said:
    zh, _, en = (getattr(error.param, "help", None) or "").partition("\n")
    name, is_option = _name(error), isinstance(error.param, TyperOption)
    meaning_zh, meaning_en = f"（{zh}）" if zh else "", f" ({en})" if en else ""
    return (
        f"缺少{'选项' if is_option else ''} {name}{meaning_zh}。",
        f"{'The option ' if is_option else ''}{name} is missing{meaning_en}.",
    )


def _bad_value(error: BadParameter) -> Said:
    value, (zh, en) = _value(error), _wanted(error)
    shown_zh, shown_en = (f"不能是“{value}”", f"cannot be “{value}”") if value else ("的值不能用", "cannot be used so")
    return f"{_name(error)} {shown_zh}：{zh}。", f"{_name(error)} {shown_en}: {en}."


def _wanted(error: BadParameter) -> Said:
    """Return what the value must be: one of a few, or a whole number within bounds."""
    kind = getattr(error.param, "type_descriptor", None)
    if kind is not None and kind.choices:
        names = [str(one.value if isinstance(one, Enum) else one) for one in kind.choices]
        return f"可选 {'、'.join(names)}", f"choose {' or '.join(names)}"
    if kind is not None and kind.annotation is int:
        least, most = kind.parameter_info.min, kind.parameter_info.max
        if least is not None and most is not None:
            return f"须为 {least} 至 {most} 的整数", f"it must be a whole number from {least} to {most}"
        if least is not None:
            return f"须为不小于 {least} 的整数", f"it must be a whole number not below {least}"
        return "须为整数", "it must be a whole number"
    return error.message, error.message


def _value(error: BadParameter) -> str:
    """Return the value as it was typed, or nothing where the parser does not tell."""
    faults: list[dict[str, object]] = getattr(error.__cause__, "errors", list)()
    return shortened(faults[0]["input"]) if faults else ""


def _name(error: BadParameter) -> str:
    """Return what the parameter is called on the command line."""
    param = error.param
    if isinstance(param, TyperArgument):
        return (param.metavar or param.name).strip("[]")
    return max(param.opts, key=len) if param is not None else ""


def _meant(names: list[str]) -> Said:
    return (f"是不是 {names[0]}？", f" Did you mean {names[0]}?") if names else ("", "")


TOLD: dict[type[UsageError], Callable[..., Said]] = {  # the first that fits
    NoSuchOption: _no_such_option,
    BadOptionUsage: _option_misused,
    MissingParameter: _missing,
    BadParameter: _bad_value,
}
