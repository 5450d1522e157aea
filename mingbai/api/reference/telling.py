"""The API's description in words for people: operation by operation, who may, what is sent and what comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.api.access import OPERATIONS
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import TITLES
from mingbai.offices.roles import ROLES

FAMILIES: Mapping[str, tuple[str, str]] = {  # the first word of an operation's name → what it is about
    "me": ("密钥", "The key"),
    "rosters": ("名册", "Rosters"),
    "checks": ("前置核对与放行", "Checks and releases"),
    "payments": ("资金发放", "Payments"),
    "receipts": ("回单与三方核对", "Receipts and the three lists"),
    "alerts": ("预警", "Alerts"),
    "awards": ("待遇变更", "Changes of awards"),
    "inspections": ("整改台账", "Rectification"),
    "people": ("查人查户", "People and households"),
    "treasury": ("资金账", "The books"),
    "standards": ("政策标准", "Standards"),
    "sources": ("外部门数据", "Departments' lists"),
    "rules": ("规则", "Rules"),
    "law": ("法规", "Law"),
    "evidence": ("存证", "Evidence"),
    "offices": ("机构和岗位", "Offices"),
    "cockpit": ("驾驶舱", "Figures of the month"),
    "papers": ("表册和告知书", "Papers and notices"),
    "jobs": ("任务", "Jobs"),
}
PAGED = re.compile(r"^Page_(\w+)_$")
Described = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One thing that is sent or comes back: its name, its type, whether it must be there, and what it is."""

    name: str
    type: str
    is_needed: bool
    about: str
    place: str = ""


@dataclass(frozen=True)
class Shape:
    """A record by its name, with its fields."""

    name: str
    about: str
    fields: list[Field]


@dataclass(frozen=True)
class Operation:
    """One operation in words."""

    name: str
    method: str
    path: str
    about: str
    asked: list[Field]
    sent: str  # the record in the body, or what is taken as it is
    answers: list[tuple[str, str]]  # status, record
    who: list[str]


@dataclass(frozen=True)
class Family:
    """The operations of one stage."""

    name: str
    title: str
    operations: list[Operation]


def families(spec: Described, language: str) -> list[Family]:
    """Return every operation in words, family by family."""
    found: dict[str, list[Operation]] = {name: [] for name in FAMILIES}
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            found[told["tags"][0]].append(_operation(path, method, told, language))
    place = _place(language)
    return [Family(name, FAMILIES[name][place], some) for name, some in found.items() if some]


def shapes(spec: Described, language: str) -> list[Shape]:
    """Return every record in words, by name."""
    told = sorted(spec["components"]["schemas"].items())
    return [
        Shape(name, _said(one.get("description", ""), language), list(_fields(one, language)))
        for name, one in told
        if "properties" in one and not PAGED.match(name)
    ]


def _operation(path: str, method: str, told: Described, language: str) -> Operation:
    asked = [
        Field(
            one["name"], _type(one["schema"]), one["required"], _said(one.get("description", ""), language), one["in"]
        )
        for one in told.get("parameters", ())
    ]
    body = told.get("requestBody", {}).get("content", {})
    answers = [
        (str(status), next((_type(one["schema"]) for one in answer.get("content", {}).values()), ""))
        for status, answer in told["responses"].items()
        if status != "default"
    ]
    sent = next((_type(one["schema"]) for one in body.values()), "")
    name = told["operationId"]
    return Operation(
        name, method.upper(), path, _said(told["summary"], language), asked, sent, answers, list(_who(name, language))
    )


def _who(name: str, language: str) -> Iterator[str]:
    """Yield whom an operation is open to: roles, each with the offices in which it is."""
    opens, place = OPERATIONS[name], _place(language)
    for role, about in ROLES.items():
        kinds = [kind for kind in sorted(about.kinds) if opens.to(Actor(0, 0, 0, kind, role, Region("11")))]
        if kinds:
            title = (about.title, about.title_en)[place]
            yield (
                f"{title}（{'、'.join(TITLES[one][0] for one in kinds)}）"
                if place == 0
                else (f"{title} ({', '.join(TITLES[one][1] for one in kinds)})")
            )


def _fields(shape: Described, language: str) -> Iterator[Field]:
    needed = set(shape.get("required", ()))
    for name, one in shape["properties"].items():
        yield Field(name, _type(one), name in needed, _said(one.get("description", ""), language))


def _type(schema: Described) -> str:
    """Return a type in a word: a record's name, a list of them, one of some words."""
    if "$ref" in schema:
        return PAGED.sub(r"Page[\1]", str(schema["$ref"]).rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    if "enum" in schema or "const" in schema:
        return " | ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type") or "object")


def _said(text: str, language: str) -> str:
    """Return the one of two languages that a line holds: Chinese · English."""
    zh, _, en = text.partition(" · ")
    return (en or zh) if language == "en" else zh


def _place(language: str) -> int:
    return 1 if language == "en" else 0


def named(found: Iterable[Family]) -> list[str]:
    """Return the names of all operations told."""
    return [one.name for family in found for one in family.operations]
