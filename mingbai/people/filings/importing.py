"""Lists of staff, their kin, kept cards and proxies filed at once, each row as one by one; what is refused is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from mingbai.files.problems import Place
from mingbai.files.refusals import Refusal
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor
from mingbai.offices.queries import posts_in
from mingbai.offices.refused import Refused
from mingbai.people.acting import acting, keeps_data, today
from mingbai.people.actions.persons import register_person
from mingbai.people.filings.cards import file_card_keeping
from mingbai.people.filings.kin import file_relative, register_staff
from mingbai.people.filings.proxies import ProxyKind, file_proxy
from mingbai.people.filings.reading import COLUMNS, Lists
from mingbai.people.models import CardKeeping, Proxy, Relative, Staff
from mingbai.people.models.held import LIVE
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import persons_by_numbers
from mingbai.people.refused import Unusable

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """What a list says of no row and its signed paper says of all: the paper's SHA-256, why, and by what right."""

    document: str
    cause: str = ""  # of kept cards and proxies
    proxy: ProxyKind = ProxyKind.CHOSEN


@dataclass(frozen=True)
class Unfiled:
    """A row that was not filed, where it stands and why."""

    place: Place
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return place and sentence in `zh` or `en`."""
        return {"zh": f"{self.place.zh}：{self.zh}", "en": f"{self.place.en}: {self.en}"}[language]


@dataclass
class Filed:
    """What came of the lists: filings made by kind, rows that were filed before, rows refused by readers and by us."""

    made: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    known: int = 0
    unreadable: list[Refusal] = field(default_factory=list)
    unfiled: list[Unfiled] = field(default_factory=list)


def import_filings(*, lists: Lists, terms: Terms, by: Actor, at: datetime) -> Filed:
    """
    File every row that is not filed yet, in one transaction; staff first, on whose records their kin are filed.

    Each row is held to all that a single filing is: a row that is refused is told and leaves the others alone. What is
    filed waits for the office above (`accept_filing`).
    """
    with acting():
        keeps_data(by, by.region, at, title="导入备案", title_en="import filings")
        filing = Filing(lists, terms, by, at)
        for kind in COLUMNS:
            filing.take(kind)
        filing.done.unreadable = lists.refused(*COLUMNS)
        return filing.done


@dataclass
class Filing:
    """Lists being filed."""

    lists: Lists
    terms: Terms
    by: Actor
    at: datetime
    done: Filed = field(default_factory=Filed)

    def take(self, kind: str) -> None:
        """File the rows of one list."""
        file: Mapping[str, Callable[..., bool]] = {
            "officers": self._staff, "relatives": self._kin, "card_keepers": self._keeper, "proxies": self._proxy,
        }  # fmt: skip
        for row in self.lists.rows(kind):
            try:
                with acting():
                    is_new = file[kind](*row.values)
            except (Refused, Unreadable) as why:
                self.done.unfiled.append(Unfiled(row.place, why.zh, why.en))
            else:
                self.done.made[kind] += is_new
                self.done.known += not is_new

    def _staff(self, number: str, name: str, unit: str, post: str, region: str) -> bool:
        """Enter somebody who works in social assistance; who is no recipient becomes a person of the library."""
        works_in = Region.parse(region)
        person = self.persons.get(number)
        if person is not None and Staff.objects.filter(self._now, person_id=person, works_in=works_in.code).exists():
            return False
        if person is None:
            person = register_person(region=works_in, name=name, id_number=number, by=self.by, at=self.at)
            self.persons[number] = person
        register_staff(
            person_id=person, officer_id=self.officers.get((unit, name)), unit=unit, post=post, works_in=works_in,
            from_on=today(self.at), by=self.by, at=self.at,
        )  # fmt: skip
        return True

    def _kin(self, officer: str, relative: str, relation: str, filed_on: date) -> bool:
        person, works = self._person(relative), self._person(officer)
        staff = Staff.objects.filter(self._now, person_id=works).order_by("pk").first()
        if staff is None:
            raise Unusable(
                "该工作人员尚未登记，请把他列入“经办人员”名单一并导入。",
                "That member of staff is not entered: put him on the list of officers and import it too.",
            )
        if Relative.objects.filter(LIVE, person_id=person, staff=staff).exists():
            return False
        file_relative(person_id=person, staff_id=staff.pk, relation=relation, **self._paper(filed_on))
        return True

    def _keeper(self, keeper: str, person: str, filed_on: date, until: date | None) -> bool:
        owner, other = self._person(person), self._person(keeper)
        if CardKeeping.objects.filter(LIVE, person_id=owner, keeper_id=other).exists():
            return False
        file_card_keeping(
            person_id=owner, keeper_id=other, cause=self.terms.cause, until_on=_after(until), **self._paper(filed_on)
        )
        return True

    def _proxy(self, agent: str, person: str, filed_on: date, until: date | None) -> bool:
        owner, other = self._person(person), self._person(agent)
        if Proxy.objects.filter(LIVE, person_id=owner, agent_id=other).exists():
            return False
        file_proxy(
            person_id=owner, agent_id=other, kind=self.terms.proxy, cause=self.terms.cause, until_on=_after(until),
            **self._paper(filed_on),
        )  # fmt: skip
        return True

    def _paper(self, filed_on: date) -> dict[str, Any]:
        return {"document": self.terms.document, "filed_on": filed_on, "by": self.by, "at": self.at}

    def _person(self, number: str) -> int:
        person = self.persons.get(number)
        if person is None:
            raise Unusable(
                f"身份证号尾号{number[-4:]}的人员不在救助对象信息库中，请先登记人员，再导入本行。",
                f"The person whose ID number ends in {number[-4:]} is not in the library: enter the person first.",
            )
        return person

    @cached_property
    def persons(self) -> dict[str, int]:
        """Return ID number → person of all whom the lists name and the library knows."""
        named = {
            str(value)
            for kind, columns in COLUMNS.items()
            for row in self.lists.rows(kind)
            for column, value in zip(columns, row.values, strict=True)
            if column.endswith("_id")
        }
        return persons_by_numbers(named)

    @cached_property
    def officers(self) -> dict[tuple[str, str], int | None]:
        """Return (office, name) → the officer of that name here; nobody where two there share a name."""
        found: dict[tuple[str, str], int | None] = {}
        for post in posts_in(self.by.region, today(self.at)).select_related("officer", "organisation"):
            key = (post.organisation.name, post.officer.name)
            found[key] = post.officer_id if found.get(key, post.officer_id) == post.officer_id else None
        return found

    @cached_property
    def _now(self) -> Any:
        return holding(today(self.at))


def _after(until: date | None) -> date:
    """Return the first day after the last one that a list gives."""
    if until is None:
        raise Unusable("缺少有效期截止日。", "The day until which it holds is missing.")
    return until + ONE_DAY
