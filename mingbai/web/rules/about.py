"""A rule as its pages tell it: both kinds alike, with how it stands in a division and how often it was right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext_lazy as _

from mingbai.alerts.measured import Work, work
from mingbai.alerts.precision import Precision
from mingbai.alerts.queries import precision
from mingbai.files.tables import TABLES
from mingbai.kernel.region import Region
from mingbai.law import Article, article
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.parameter_set import NotInForce, ParameterSet
from mingbai.policy.parameters.showing import shown
from mingbai.prechecks.rules import DeskRule, desk_rules
from mingbai.replays.trying import replayable
from mingbai.rules.catalogue import all_rules
from mingbai.rules.report.wording.severities import TOLD, Told
from mingbai.rules.rule import Rule
from mingbai.rules.tried import tried
from mingbai.standards.queries import rules_in_force
from mingbai.standards.states import Mode
from mingbai.web.words import language

AnyRule = Rule | DeskRule
NO_WORK, YEAR = Work(), timedelta(days=365)
Case = tuple[str, str]  # a situation, in Chinese and English
MODES = {  # mode → colour, word
    Mode.ON: ("green", _("启用")),
    Mode.ADVISORY: ("amber", _("仅提示")),
    Mode.OFF: ("grey", _("停用")),
}
TONES = {"red": "red", "orange": "amber", "yellow": "yellow", "blue": "blue"}  # severity → colour of its tag


@dataclass(frozen=True)
class Value:
    """A parameter a rule looks at: its name, and the value in force here with its article."""

    key: str
    about: tuple[str, str]
    value: str
    cite: str


@dataclass(frozen=True)
class About:
    """One rule and how it stands in a division."""

    rule: AnyRule
    mode: Mode
    measured: Precision | None
    work: Work = NO_WORK  # over the last year

    @property
    def id(self) -> str:
        """Return its number."""
        return self.rule.id

    @property
    def title(self) -> Case:
        """Return its name."""
        return self.rule.title, self.rule.title_en

    @property
    def plain(self) -> Case:
        """Return what it looks for, in plain words."""
        return self.rule.plain, self.rule.plain_en

    @property
    def told(self) -> Told:
        """Return its severity in words."""
        return TOLD[self.rule.severity.value]

    @property
    def tone(self) -> str:
        """Return the colour of its severity."""
        return TONES[self.told.code]

    @property
    def severity(self) -> Case:
        """Return what its severity is called."""
        return self.told.name, self.told.name_en

    @property
    def clock(self) -> Case:
        """Return how soon somebody must look."""
        return self.told.clock, self.told.clock_en

    @property
    def standing(self) -> tuple[str, object]:
        """Return how it stands here: colour and word."""
        return MODES[self.mode]

    @property
    def tried_at(self) -> Case:
        """Return where it is tried, briefly."""
        where = tried(self.rule)
        return where["short"], where["short_en"]

    @property
    def effect(self) -> object:
        """Return what it may do to a payment before anybody decided."""
        if self.rule.gates:
            return _("不更正不得放行")
        if isinstance(self.rule, Rule) and self.rule.proposes_hold:
            return _("放行时请人决定是否暂缓")
        return _("只提示核实，不影响发放")

    @property
    def share(self) -> int | None:
        """Return how many of a hundred decided alerts were right, None before any was decided."""
        return self.measured.share_bp // 100 if self.measured and self.measured.decided else None

    @property
    def relapsed_share(self) -> int | None:
        """Return how many of a hundred tasks came back after they were closed, None where it opened none."""
        return self.work.relapsed_bp // 100 if self.work.tasks else None

    @property
    def is_replayable(self) -> bool:
        """Return whether it can be tried over past months."""
        return self.id in replayable()

    @property
    def articles(self) -> list[Article]:
        """Return the articles it rests on."""
        return [article(citation) for citation in self.rule.cites]

    @property
    def lists(self) -> list[Case]:
        """Return the lists it needs; either of two where a rule can do with one."""
        needed = self.rule.needs if isinstance(self.rule, Rule) else ()
        either = [[TABLES[name] for name in names.split("|")] for names in needed]
        return [("或".join(one.title for one in some), " or ".join(one.title_en for one in some)) for some in either]

    @property
    def cases(self) -> Mapping[bool, list[Case]]:
        """Return what it finds (True) and what it leaves alone (False)."""
        if isinstance(self.rule, DeskRule):
            return {True: list(self.rule.finds), False: list(self.rule.passes)}
        told = [((one.story, one.story_en), bool(one.finds)) for one in self.rule.examples]
        return {found: [case for case, finds in told if finds is found] for found in (True, False)}

    @property
    def finds(self) -> list[Case]:
        """Return situations it finds."""
        return self.cases[True]

    @property
    def passes(self) -> list[Case]:
        """Return situations it leaves alone."""
        return self.cases[False]


def about_all(region: Region, on: date, *, measured: bool) -> list[About]:
    """Return every rule by its number; how often each was right only where the reader may know."""
    modes = rules_in_force(region.code, on)
    right = precision(region) if measured else {}
    done = work(region, on - YEAR) if measured else {}
    return [About(rule, modes[rule.id], right.get(rule.id), done.get(rule.id, NO_WORK)) for rule in every_rule()]


@cache
def every_rule() -> tuple[AnyRule, ...]:
    """Return the rules over files and the desk's own, by their numbers."""
    both: list[AnyRule] = [*all_rules(), *desk_rules()]
    return tuple(sorted(both, key=lambda rule: rule.id))


def values_of(rule: AnyRule, given: ParameterSet, region: Region, on: date) -> Iterator[Value]:
    """Yield the parameters a rule looks at, as they are in force in a division on a day."""
    for key in rule.parameters if isinstance(rule, Rule) else rule.asks:
        known = definitions().get(key)
        if known is None:
            continue
        try:
            origin = given.origin(key, region.code, on)
        except NotInForce:
            yield Value(key, (known.title, known.title_en), "--", "")
            continue
        yield Value(key, (known.title, known.title_en), shown(known, origin.value, language()), origin.cite or "")
