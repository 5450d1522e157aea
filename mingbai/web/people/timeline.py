"""What was done about a person or household, by whom, with its place in the log; the bank's word; who looked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone

from mingbai.access.queries import looks_at
from mingbai.alerts.causes import TITLES as CAUSES
from mingbai.alerts.causes import Cause
from mingbai.evidence.queries import acts_of_all
from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.offices.queries import officer_names, posts_named
from mingbai.rules.speaking import programme_names
from mingbai.web.evidence.calling import called
from mingbai.web.evidence.tables import TABLES
from mingbai.web.people.gathering import File
from mingbai.web.people.telling import Step, payments
from mingbai.web.words import language, month_name, said

HOME, MEMBER, SHOWN = ("formed", "household_moved", "household_closed"), ("joined", "left"), "revealed"
Titled = dict[str, str]  # subject in the log → what it is about, in words


@dataclass(frozen=True)
class Entry:
    """One thing that was done, or that the bank said: when, what, about what, by whom, and its place in the log."""

    at: datetime
    family: str
    what: tuple[str, str]
    about: str
    by: int | None = None
    post: int | None = None
    act: Any = None
    has_hour: bool = True

    @property
    def row(self) -> tuple[str, str] | None:
        """Return table and key of the row it was about, by which it is followed; None for what is no row of ours."""
        table, _, key = self.act.subject.partition("#")[0].partition("/") if self.act else ("", "", "")
        return (table, key) if table in TABLES else None

    @property
    def place(self) -> int | None:
        """Return its place in the log, None while it waits for one."""
        leaf = getattr(self.act, "leaf", None)
        return leaf.index if leaf else None


@dataclass(frozen=True)
class Told:
    """An entry with who did it, and in which office."""

    entry: Entry
    who: str
    office: str


def entries(file: File, *, with_looks: bool) -> list[Entry]:
    """Return what was done about a file, the latest first; who looked at it only for those who watch over that."""
    titles = subjects(file)
    told = [*_acts(titles), *_bank(file)]
    if with_looks:
        told += _looks(file)
    return sorted(told, key=lambda one: one.at, reverse=True)


def named(some: Iterable[Entry]) -> list[Told]:
    """Return entries with the names of who did them; two questions, however many."""
    chosen = list(some)
    names = officer_names(one.by for one in chosen)
    offices = {post.pk: post.organisation.name for post in posts_named({one.post for one in chosen if one.post})}
    return [Told(one, names.get(one.by or 0, ""), offices.get(one.post or 0, "")) for one in chosen]


def subjects(file: File) -> Titled:
    """Return how the log calls whatever of a file leaves evidence, and what each is about."""
    found = dict(_people(file))
    for held in file.awards:
        programme = programme_names(held.award.programme, language())
        for step in (Step(decision, {}) for decision in held.decisions):
            one = step.decision
            amounts = f"{show_yuan(one.before_fen)} → {show_yuan(one.amount_fen)}"
            words = (programme, said(*step.kind), amounts, said(*step.cause))
            found[f"awards.dossier/{one.batch_id}"] = " · ".join(words)
        found |= {f"awards.hearing/{one.pk}": programme for one in held.hearings}
        found |= {f"awards.notice/{one.pk}": one.number for one in held.notices}
    for paid in payments(file):
        about = f"{month_name(Month.parse(paid.line.month))} · {paid.programme} {show_yuan(paid.line.amount_fen)}"
        found[f"rosters.sheet/{paid.line.roster_id}"] = about
        for turn in paid.attempts:
            found[f"payments.payment/{turn.attempt.attempt.payment_id}"] = about
            found |= {f"payments.step/{one.step_id}": about for one in turn.attempt.turns}
    for task in file.tasks:
        found[f"alerts.task/{task.pk}"] = said(*CAUSES[Cause(task.cause)])
    return found


def _people(file: File) -> Iterator[tuple[str, str]]:
    for person in file.persons.values():
        yield f"people.person/{person.pk}", person.name
        yield f"people.person/{person.pk}#{SHOWN}", person.name
    for home in file.households.values():
        yield from ((f"people.household/{home.pk}#{act}", home.number) for act in HOME)
    for one in file.memberships:
        yield from ((f"people.membership/{one.pk}#{act}", f"{one.person.name} · {one.relation}") for act in MEMBER)
    for account in file.accounts:
        about = f"{account.bank} {account.number_hint}"
        yield f"people.account/{account.pk}", about
        yield f"people.account/{account.pk}#{SHOWN}", about
    for one in file.filings:
        yield one.subject, said(*one.kind)
    brought = {one.brought_by_id for one in (*file.persons.values(), *file.accounts) if one.brought_by_id}
    yield from ((f"people.import/{one}", "") for one in brought)


def _acts(titles: Titled) -> Iterator[Entry]:
    for act in acts_of_all(titles):
        family = act.type.partition(".")[0]
        yield Entry(act.at, family, called(act.type), titles[act.subject], act.by, act.post, act)


def _bank(file: File) -> Iterator[Entry]:
    """Yield what the bank's receipts say, which is nobody's act here."""
    for turn in file.turns:
        about = turn.attempt.attempt
        for one in turn.told:
            at = datetime.combine(one.paid_on, time(), get_current_timezone()) if one.paid_on else turn.last_at
            if at is not None:
                what = ("银行回单", "the bank's receipt")
                fen = about.amount_fen if one.amount_fen is None else one.amount_fen
                month, bank = month_name(Month.parse(about.month)), f"{one.bank} {one.reference} {one.reason}".strip()
                words = f"{month} · {show_yuan(fen)} · {bank}"
                yield Entry(at, "receipts", what, words, has_hour=one.paid_on is None)


def _looks(file: File) -> Iterator[Entry]:
    names = {f"people.person/{key}": one.name for key, one in file.persons.items()}
    names |= {f"people.household/{key}": one.number for key, one in file.households.items()}
    for look in looks_at(names):
        yield Entry(look.at, "looks", ("查看页面", "page looked at"), names[look.subject], look.officer_id, look.post)
