"""What policy gives for the facts of an award, with the explanation that is stored beside every decision."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from mingbai.awards.causes import Cause
from mingbai.kernel.month import Month
from mingbai.policy.dibao.monthly_benefit import Household
from mingbai.policy.explained.benefit import explain_benefit
from mingbai.policy.explained.explanation import Explanation, Ground, Step
from mingbai.policy.explained.single_and_grace import explain_grace, explain_single_person
from mingbai.policy.explained.support import explain_support
from mingbai.policy.facts import UnknownFact
from mingbai.policy.parameters import NotInForce, Parameters, ParameterSet, standard_key
from mingbai.policy.parameters.entry import Entry
from mingbai.policy.refused import Refused
from mingbai.policy.tekun.self_care import CareLevel

BLANK = "¤"  # where a figure stands in the words of an explanation
FIGURE = re.compile(r"(?<![A-Za-z0-9_#.\-])(\d+(?:[,.]\d+)*)")  # not the numbers of articles and documents
RECKONED = ("dibao_urban", "dibao_rural", "tekun_urban", "tekun_rural")  # policy says to the fen what these pay


@dataclass(frozen=True)
class Grace:
    """What the months of grace are reckoned from."""

    decided: Month
    last_fen: int
    single_fen: int = 0


@dataclass(frozen=True)
class Facts:
    """What decides the amount; what is not known is None or empty, never zero."""

    member_count: int
    priority_member_count: int | None = None
    annual_income_fen: int | None = None
    case_kind: str = ""
    supply_mode: str = ""
    care_level: str = ""


@dataclass(frozen=True)
class Reckoned:
    """An amount with how it came about; None where policy has no formula for it or lacks a fact."""

    programme: str
    county: str
    month: Month
    facts: Mapping[str, Any]
    amount_fen: int | None
    explanation: Mapping[str, Any]
    parameters_sha256: str
    standard_fen: int | None = None

    @cached_property
    def id(self) -> UUID:
        """Return the number that follows from the content: the same reckoning is stored once."""
        said = (self.programme, self.county, self.month, self.amount_fen, self.facts_text, self.explanation_text)
        text = "|".join(map(str, (*said, self.parameters_sha256)))
        return UUID(bytes=sha256(text.encode()).digest()[:16])

    @cached_property
    def facts_text(self) -> str:
        """Return the facts as JSON."""
        return json.dumps(self.facts, ensure_ascii=False, sort_keys=True)

    @cached_property
    def explanation_text(self) -> str:
        """Return the explanation as JSON."""
        return json.dumps(self.explanation, ensure_ascii=False).replace(BLANK, r"\u00a4")

    @cached_property
    def words(self) -> "Words":
        """Return the explanation with blanks for its figures: a few dozen however many awards they explain."""
        return Words(BLANK.join(self._parts[::2]))

    @property
    def figures(self) -> str:
        """Return the figures of the explanation in their order, a blank between."""
        return " ".join(self._parts[1::2])

    @cached_property
    def _parts(self) -> list[str]:
        """Return words and figures by turns, words first and last."""
        return FIGURE.split(self.explanation_text)


@dataclass(frozen=True)
class Words:
    """What an explanation says around its figures."""

    text: str

    @property
    def id(self) -> UUID:
        """Return the number that follows from the text."""
        return UUID(bytes=sha256(self.text.encode()).digest()[:16])

    def explanation(self, figures: str) -> Any:
        """Return the explanation with its figures, as it was when the award was reckoned."""
        first, *rest = self.text.split(BLANK)
        said = (part for pair in zip(figures.split(), rest, strict=True) for part in pair)
        return json.loads("".join([first, *said]))


@dataclass(frozen=True)
class Place(Parameters):
    """The parameters of one county in one month, each looked up once however many awards are reckoned."""

    found: dict[str, Entry] = field(default_factory=dict, hash=False, compare=False)

    def origin(self, key: str) -> Entry:
        """Return the entry that decides a parameter; raise NotInForce."""
        entry = self.found.get(key)
        if entry is None:
            entry = self.found[key] = super().origin(key)
        return entry


def place_of(parameters: ParameterSet, county: str, month: Month) -> Place:
    """Return the parameters of a county on the first day of a month."""
    return Place(parameters, county, month.first_on)


def reckon(programme: str, place: Place, facts: Facts) -> Reckoned:
    """Return what is due; where policy has no formula or lacks a fact, no amount, and the reason in words."""
    try:
        explanation = _explained(programme, place, facts)
    except Refused as refused:  # a fact or a parameter is not known: nothing is assumed
        explanation = _without("金额无法核算", "The amount cannot be reckoned", refused.zh, refused.en)
    return _reckoned(programme, place, dict(vars(facts)), explanation)


def reckon_grace(programme: str, place: Place, facts: Facts, grace: Grace) -> Reckoned:
    """Return what is due in a month of grace."""
    month = Month.parse(place.on)
    explanation = explain_grace(grace.decided, month, grace.last_fen, grace.single_fen, place)
    said = vars(facts) | {"last_fen": grace.last_fen, "single_fen": grace.single_fen, "decided": str(grace.decided)}
    return _reckoned(programme, place, said, explanation)


def reckon_stop(programme: str, place: Place, facts: Facts, cause: Cause) -> Reckoned:
    """Return that nothing is due any more, and by which cause and article."""
    month = Month.parse(place.on)
    why = Step(
        f"事由为“{cause.title}”，自{month}起停发，每月应发0.00元。",
        f"Cause: {cause.title_en}. From {month} on 0.00 yuan are due each month.",
        tuple(map(Ground, dict.fromkeys((cause.article_for(programme), "LAW-2026#47")))),
        {"cause": cause.id, "amount_fen": 0},
    )
    stopped = Explanation("停发说明", "Why nothing is due any more", (why,), amount_fen=0)
    return _reckoned(programme, place, dict(vars(facts)), stopped)


def single_benefit(programme: str, place: Place) -> int:
    """Return what a single-person case gets there and then, 0 where the county has published no average."""
    try:
        return explain_single_person(place, programme).amount_fen or 0
    except NotInForce:
        return 0


def _explained(programme: str, place: Place, facts: Facts) -> Explanation:
    if programme not in RECKONED:
        return _without(
            "金额由审批决定", "The amount is as decided",
            "该项目没有统一的计算公式，金额以审批文件为准。",
            "There is no formula for this programme: the amount is as the deciding document says.",
        )  # fmt: skip
    if programme.startswith("tekun"):
        level = known("care_level", facts.care_level or None)
        return explain_support(place, programme, CareLevel(level), in_institution=facts.supply_mode == "central")
    household = Household(
        facts.member_count,
        known("priority_member_count", facts.priority_member_count),
        known("annual_income_fen", facts.annual_income_fen),
    )
    if facts.case_kind == "single":
        return explain_single_person(place, programme)
    return explain_benefit(household, place, programme)


def known(name: str, value: Any) -> Any:
    """Return a fact; raise UnknownFact for one that is not known."""
    if value is None:
        raise UnknownFact("award", name)
    return value


def _reckoned(programme: str, place: Place, facts: dict[str, Any], explanation: Explanation) -> Reckoned:
    return Reckoned(
        programme, place.region, Month.parse(place.on), facts, explanation.amount_fen, explanation.as_json(),
        place.source.digest, _standard(programme, place),
    )  # fmt: skip


def _standard(programme: str, place: Place) -> int | None:
    if programme not in RECKONED:
        return None
    try:
        return place.number(standard_key(programme))
    except NotInForce:
        return None


def _without(title: str, title_en: str, zh: str, en: str) -> Explanation:
    return Explanation(title, title_en, (Step(zh, en),))
