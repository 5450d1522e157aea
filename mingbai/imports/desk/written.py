"""A parameter's value as people write it in a cell, read and written: 是, 15%, 700.00元, 20个工作日, [a, b]."""

from fractions import Fraction
from typing import Any

import yaml

from mingbai.kernel.money import parse_yuan, show_yuan
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.definition import BadValue, Definition, Kind, Value
from mingbai.policy.parameters.entry import plain
from mingbai.policy.parameters.packs import LOADER
from mingbai.policy.parameters.showing import UNITS, percent
from mingbai.standards.refused import UnknownParameter

YES, NO = ("是", "yes", "true", "1"), ("否", "no", "false", "0")
HUNDRED = 100


def definition_named(text: str) -> Definition:
    """Return the parameter of that key, or of that title in either language; raise UnknownParameter."""
    known = definitions()
    if text in known:
        return known[text]
    named = [one for one in known.values() if text in (one.title, one.title_en)]
    if len(named) != 1:
        raise UnknownParameter(text, known)
    return named[0]


def typed(about: Definition, text: str) -> Value:
    """Return the value a cell says, checked against its definition; raise BadValue or Unreadable."""
    if about.kind is Kind.INT:
        return about.read(_number(about, text))
    if about.kind is Kind.BOOL:
        return about.read(True if text.lower() in YES else False if text.lower() in NO else text)
    if about.kind is Kind.CHOICE:
        named = {name: one.value for one in about.choices for name in (one.title, one.title_en)}
        return about.read(named.get(text, text))
    if about.kind is Kind.TEXT:
        return about.read(text)
    return about.read(_structure(about, text))


def written(about: Definition, value: Value) -> str:
    """Return a value as `typed` reads it again."""
    if about.kind is Kind.BOOL:
        return YES[0] if value else NO[0]
    if about.kind is Kind.INT:
        return {"fen": show_yuan, "bp": percent}.get(about.unit, str)(value)
    if about.kind in (Kind.LIST, Kind.TABLE, Kind.FRACTION):
        return flow(plain(value))
    return str(value)


def flow(value: Any) -> str:
    """Return a value of a pack in one line."""
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=2**20)
    return text.removesuffix("...\n").strip()


def _number(about: Definition, text: str) -> object:
    """Return a whole number without its unit: fen of yuan, basis points of per cent."""
    if about.unit == "fen":
        return parse_yuan(text.removesuffix("yuan").strip())
    if about.unit == "bp":
        return _hundredths(text.rstrip("%％").strip())
    for unit in (UNITS.get(about.unit, ""), about.unit):
        text = text.removesuffix(unit).strip() if unit else text
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() else _hundredths(text, 1)


def _hundredths(text: str, of: int = HUNDRED) -> object:
    try:
        exact = Fraction(text.replace(",", "")) * of
    except (ValueError, ZeroDivisionError):
        return text
    return exact.numerator if exact.denominator == 1 else text


def _structure(about: Definition, text: str) -> object:
    if about.kind is Kind.LIST and not text.startswith("["):
        return [one.strip() for one in text.split("、") if one.strip()]
    try:
        return yaml.load(text, Loader=LOADER)  # noqa: S506 -- both loaders are the safe ones
    except (yaml.YAMLError, RecursionError) as error:
        how = "请照参数页上现行取值的写法填写", "write it as its page shows the present one"
        raise BadValue(about.key, text, *how) from error
