"""The manual of a command: `--help` in plain Chinese and English, the same on a terminal and in a file."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import east_asian_width

from typer._click.core import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from mingbai.cli.misuse import CommandUnknown, TooManyWords

HELP = {"help_option_names": ["-h", "--help"]}
WIDEST_NAME = 24  # columns; a longer name has a line to itself
Entry = tuple[str, list[str]]  # what is written, and what it means, line by line


def both(zh: str, en: str) -> str:
    """Return one text of two lines, Chinese and English."""
    return f"{zh}\n{en}"


class Verb(TyperCommand):
    """A command whose manual speaks two languages."""

    allow_extra_args = True  # so that we say it, in two languages

    def get_help(self, ctx: Context) -> str:
        """Return the manual."""
        return "\n".join(_manual(self, ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words given; raise TooManyWords where some are left over."""
        rest = super().parse_args(ctx, args)
        if rest:
            raise TooManyWords(rest, ctx)
        return rest


class Verbs(TyperGroup):
    """A group of commands whose manual speaks two languages."""

    def get_help(self, ctx: Context) -> str:
        """Return the manual."""
        return "\n".join(_manual(self, ctx))

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Return the command that is asked for; raise CommandUnknown where there is none."""
        if args[0] not in self.commands:
            raise CommandUnknown(args[0], self.commands, ctx)
        return super().resolve_command(ctx, args)


def _manual(command: Verb | Verbs, ctx: Context) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    options = [one for one in command.get_params(ctx) if isinstance(one, TyperOption)]
    follow = ["命令 COMMAND"] if isinstance(command, Verbs) else [_placeholder(one) for one in arguments]
    yield " ".join([f"用法 Usage: {ctx.command_path}", *follow, "[选项 OPTIONS]"])
    yield ""
    yield from inspect.cleandoc(command.help or "").splitlines()
    if isinstance(command, Verbs):
        yield from _section("命令 Commands", ((name, _told(one.help)) for name, one in command.commands.items()))
    yield from _section("参数 Arguments", ((_placeholder(one), _told(one.help)) for one in arguments))
    yield from _section("选项 Options", (_option(one) for one in options))


def _section(title: str, entries: Iterable[Entry]) -> Iterator[str]:
    rows = list(entries)
    if not rows:
        return
    yield from ("", title)
    edge = min(max(_columns(name) for name, _ in rows), WIDEST_NAME) + 4
    for name, meaning in rows:
        lines = list(meaning)
        if _columns(name) + 4 > edge:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (edge - 2 - _columns(name))}{lines.pop(0)}"
        yield from (f"{' ' * edge}{line}" for line in lines)


def _placeholder(argument: TyperArgument) -> str:
    name = (argument.metavar or argument.name).strip("[]")
    return name if argument.required else f"[{name}]"


def _option(option: TyperOption) -> Entry:
    names = ", ".join(sorted([*option.opts, *option.secondary_opts], key=lambda name: name.startswith("--")))
    meaning = _told(option.help) if option.name != "help" else ["显示本说明", "show this"]
    if option.required:
        meaning[0] += "（必填 required）"
    elif option.default not in (None, False, ""):
        usual = option.opts[0] if option.is_flag else _plain(option.default)
        meaning[-1] += f"（默认 default {usual}）"
    return f"{names} {_value(option)}".rstrip(), meaning


def _value(option: TyperOption) -> str:
    """Return what stands for an option's value: its choices, its metavar, or nothing for a switch."""
    if option.is_flag:
        return ""
    choices = option.type_descriptor.choices
    return option.metavar or ("|".join(map(_plain, choices)) if choices else "N")


def _plain(value: object) -> str:
    return str(getattr(value, "value", value))


def _told(text: str | None) -> list[str]:
    """Return the lines of a help text up to its first empty one."""
    return inspect.cleandoc(text or "").partition("\n\n")[0].splitlines() or [""]


def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
