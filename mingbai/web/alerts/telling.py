"""A case as its page tells it: what was found with the compared values, how far it is, and what may be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import capfirst

from mingbai.alerts.cases import Case
from mingbai.alerts.causes import Cause, sources_needed
from mingbai.alerts.precision import Precision
from mingbai.alerts.queries import precision
from mingbai.alerts.states import RESULTS, SOURCES, STATES, Consequence, Finding, Money, Result, Source, State
from mingbai.kernel.region import Region
from mingbai.law import Citation, cite
from mingbai.offices.queries import officer_names
from mingbai.prechecks.queries import evidence_of
from mingbai.rules.report.wording.labels import Shown, label, shown
from mingbai.rules.report.wording.severities import TOLD
from mingbai.web.alerts.acts import Step
from mingbai.web.alerts.forms import FINDINGS, FOLLOWS, MONEY
from mingbai.web.rules.about import TONES, AnyRule, every_rule
from mingbai.web.words import said

WHERE_DONE = {Consequence.PUT_RIGHT: "inspections"} | dict.fromkeys(
    (Consequence.RAISE, Consequence.LOWER, Consequence.STOP), "awards"
)


@cache
def rules() -> dict[str, AnyRule]:
    """Return every rule by its number."""
    return {rule.id: rule for rule in every_rule()}


@dataclass(frozen=True)
class Told:
    """One finding in words."""

    finding: Any
    compared: tuple[tuple[str, str], ...]  # name, value; numbers masked
    measured: Precision | None

    @property
    def sentence(self) -> str:
        """Return what the rule says of it, with its values."""
        return said(self.finding.message, self.finding.message_en)

    @property
    def title(self) -> tuple[str, str]:
        """Return the rule's name."""
        rule = rules().get(self.finding.rule_id)
        return (rule.title, rule.title_en) if rule else (self.finding.rule_id, self.finding.rule_id)

    @property
    def is_known(self) -> bool:
        """Return whether the rule has a page."""
        return self.finding.rule_id in rules()

    @property
    def severity(self) -> tuple[str, str]:
        """Return how urgent it is."""
        told = TOLD[self.finding.severity]
        return told.name, told.name_en

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return TONES[TOLD[self.finding.severity].code]

    @property
    def articles(self) -> list[Citation]:
        """Return the articles it rests on."""
        return [cite(one) for one in self.finding.cites.split()]

    @property
    def share(self) -> int | None:
        """Return how many of a hundred decided alerts of the rule were right here; None before any was decided."""
        return self.measured.share_bp // 100 if self.measured and self.measured.decided else None


def findings(case: Case, region: Region) -> list[Told]:
    """Return the findings of a case with what was compared, and how often their rules were right in a division."""
    compared = evidence_of([one.finding_id for one in case.findings if one.finding_id])
    right = precision(region, {one.rule_id for one in case.findings})
    return [
        Told(one, tuple(pairs(compared.get(one.finding_id or 0, ""))), right.get(one.rule_id)) for one in case.findings
    ]


def steps(case: Case) -> list[Step]:
    """Return how far a case is."""
    order = list(STATES)
    if not case.hearings:
        order.remove(State.HEARD)  # heard only where less may follow
    place = order.index(State(case.task.state))
    is_done = case.task.state == State.CLOSED
    return [
        Step(
            capfirst(said(*STATES[state])),
            "done" if number < place or is_done else "current" if number == place else "ahead",
        )
        for number, state in enumerate(order)
    ]


@dataclass(frozen=True)
class Entry:
    """One thing that was done about a case: when, by whom, and what."""

    at: Any
    who: str
    what: str
    text: str
    tone: str = "grey"


def history(case: Case) -> list[Entry]:
    """Return what was done about a case, the first first."""
    officers = [*(one.made_by for one in case.verifications), *(one.made_by for one in case.notices)]
    officers += [number for one in case.hearings for number in (one.heard_by, one.heard_by_two)]
    names = officer_names([*officers, *(one.decided_by for one in case.outcomes)])
    found = [*_verified(case, names), *_told(case, names), *_heard(case, names), *_decided(case, names)]
    return sorted(found, key=lambda one: one.at)


def proofs(case: Case) -> tuple[int, int]:
    """Return how many independent sources confirm it, and how many it takes."""
    has = {one.source for one in case.verifications if one.supports and one.source != Source.SAME_LIST}
    return len(has), sources_needed(Cause(case.task.cause))


def pairs(evidence: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of what a finding compared, numbers and names masked wherever they stand."""
    values = [one for one in shown(evidence) if one.key != "subject"]  # the address of a record: no word for a clerk
    masks = {one.zh: one.masked for one in values if one.masked is not None and len(one.zh) > 1}
    for one in values:
        yield said(*label(one.key)), _value(one, masks)


def _value(one: Shown, masks: Mapping[str, str]) -> str:
    if one.masked is not None:
        return one.masked
    text = said(one.zh, one.en)
    for whole in sorted(masks, key=len, reverse=True):
        text = text.replace(whole, masks[whole])
    return text


def _verified(case: Case, names: dict[int, str]) -> Iterator[Entry]:
    for one in case.verifications:
        word = {True: ("证实", "confirms"), False: ("否定", "denies"), None: ("不能确定", "leaves it open")}[
            one.supports
        ]
        tone = {True: "red", False: "green", None: "grey"}[one.supports]
        what = f"{said(*SOURCES[Source(one.source)])} · {one.source_name} · {said(*word)}"
        yield Entry(one.made_at, names.get(one.made_by, ""), what, one.found, tone)


def _told(case: Case, names: dict[int, str]) -> Iterator[Entry]:
    for one in case.notices:
        what = said(f"告知对象（{one.how}，{one.delivered_on}送达）", f"family told ({one.how}, {one.delivered_on})")
        text = said(f"答复期限到{one.answer_by_on}", f"Time to answer until {one.answer_by_on}")
        yield Entry(one.made_at, names.get(one.made_by, ""), what, text, "blue")


def _heard(case: Case, names: dict[int, str]) -> Iterator[Entry]:
    for one in case.hearings:
        both = said("、", ", ").join(names.get(number, "") for number in (one.heard_by, one.heard_by_two))
        silent = said("期限届满未答复", "no answer within the time")
        weighed = f" → {one.accepted}" if one.accepted else ""
        what = said(f"听取意见（{one.place}）", f"heard ({one.place})")
        yield Entry(one.made_at, both, what, (one.reply or silent) + weighed, "blue")


def _decided(case: Case, names: dict[int, str]) -> Iterator[Entry]:
    for one in case.outcomes:
        kind = said("改判：", "overturned: ") if one.overturns_id else said("认定：", "decided: ")
        yield Entry(
            one.decided_at,
            names.get(one.decided_by, ""),
            kind + said(*RESULTS[Result(one.result)]),
            one.reason,
            "green",
        )


@dataclass(frozen=True)
class Decided:
    """The outcome that stands, in words."""

    outcome: Any

    @property
    def result(self) -> tuple[str, str]:
        """Return what it turned out to be."""
        return RESULTS[Result(self.outcome.result)]

    @property
    def kinds(self) -> list[Any]:
        """Return how money erred and what kind of fault it is."""
        words = [MONEY[Money(self.outcome.money)], FINDINGS[Finding(self.outcome.finding)]]
        return [
            word for word, kind in zip(words, (self.outcome.money, self.outcome.finding), strict=True) if kind != "none"
        ]

    @property
    def follows(self) -> Any:
        """Return what must be done, elsewhere."""
        return FOLLOWS[Consequence(self.outcome.consequence)]

    @property
    def page(self) -> str:
        """Return the name of the page where that is done, empty where there is none."""
        return WHERE_DONE.get(Consequence(self.outcome.consequence), "")


def decided(case: Case) -> Decided | None:
    """Return the outcome that stands, None before there is one."""
    return Decided(case.outcome) if case.outcome else None
