"""A county whose files have left for the bank, the bank that answers, and the month's last steps in one call each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mingbai.config.testing import Base
from mingbai.offices import actions as offices
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.models import Post
from mingbai.offices.queries import actor
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, DAY
from mingbai.payments import queries as payments
from mingbai.payments.tests.world import AT, OCTOBER, PAY_ON, County, county, released
from mingbai.receipts import actions
from mingbai.receipts.actions import Delivered, Matched, TakenBack
from mingbai.receipts.models import OpenItem
from mingbai.simulation.bank import Answer, answer

BANK = "明白农商行"
LATER = AT + timedelta(days=10)


@dataclass
class Month:
    """A month on its way: who acts, what was sent, and where the bank's files lie."""

    county: County
    files: Sequence[int]
    folder: Path
    seed: int = 0
    at: datetime = LATER
    told: list[Answer] = field(default_factory=list)

    def bank_says(self, profile: str = "camt.054", /, **faults: int) -> list[Path]:
        """Have the bank answer the files that were sent last; return where its answers lie."""
        paths = []
        for number, file in enumerate(self.files):
            self.seed += 1
            with working_as(self.county.teller):
                content = payments.file_bytes(file)
            told = answer(
                content, profile=profile, month=OCTOBER, paid_on=PAY_ON, seed=self.seed, faults={} if number else faults
            )
            self.told.append(told)
            for name, content in told.files.items():
                paths.append(self.folder / f"{self.seed}-{name}")
                paths[-1].write_bytes(content)
        return paths

    def delivered(self, *paths: Path) -> list[Delivered]:
        with working_as(self.county.teller):
            return [
                one
                for path in paths
                for one in actions.import_statement(
                    path=path, bank=BANK, region=COUNTY, by=self.county.teller, at=self.at
                )
            ]

    def allotted(self) -> int:
        with working_as(self.county.asker):
            return actions.allot_arrived(region=COUNTY, month=OCTOBER, by=self.county.asker, at=self.at)

    def matched(self) -> Matched:
        with working_as(self.county.reviewer):
            return actions.match_month(region=COUNTY, month=OCTOBER, by=self.county.reviewer, at=self.at)

    def taken_back(self) -> TakenBack:
        with working_as(self.county.reviewer):
            return actions.take_back(region=COUNTY, month=OCTOBER, by=self.county.reviewer, at=self.at)

    def prepared(self) -> int:
        with working_as(self.county.handler):
            return actions.prepare_month(region=COUNTY, month=OCTOBER, by=self.county.handler, at=self.at)

    def signed(self, who: Actor) -> str:
        with working_as(who):
            return actions.sign_step(region=COUNTY, month=OCTOBER, by=who, at=self.at).value

    def closed(self) -> list[str]:
        self.prepared()
        return [self.signed(who) for who in (self.county.reviewer, self.county.asker, self.county.leader)]

    def items(self, **which: Any) -> list[OpenItem]:
        with working_as(self.county.reviewer):
            return list(OpenItem.objects.filter(**which).order_by("pk"))

    def explained(self, item: OpenItem, text: str = "银行已来函说明。") -> None:
        owner = {"bank": self.county.teller, "finance": self.county.asker, "civil_affairs": self.county.handler}
        who = owner[item.owner]
        with working_as(who):
            actions.answer_item(item_id=item.pk, answer=text, by=who, at=self.at)
        with working_as(self.county.leader):
            actions.agree_to_item(item_id=item.pk, by=self.county.leader, at=self.at)


def listed(step: str, who: Actor, leader: Actor) -> None:
    """Have the list of responsibilities name somebody for a step."""
    post = Post.objects.get(role=Role.SYSTEM_ADMINISTRATOR.value)
    system = actor(post.pk, DAY)
    listing = offices.list_post(step_id=step, post_id=who.post_id, from_on=DAY, by=system, at=AT)
    offices.approve_listing(listing_id=listing, by=leader, at=AT)


def month_sent(
    base: Base,
    database: str,
    folder: Path,
    policy: Any,
    settle: Any,
    count: int = 12,
    profile: str = "csv",
    allot: bool = True,
) -> Month:
    """Return a month of so many lines whose files have left for the bank, with what was appropriated for them."""
    made = county(profile, planned_fen=count * 60_000)
    listed("close_month", made.reviewer, made.leader)
    listed("pay_out", made.teller, made.approver)
    with base.administrator(database) as admin:
        roster = released(admin, count)
    outbox = folder / "outbox"
    outbox.mkdir()
    files = made.sent(roster, outbox, policy, settle)
    month = Month(made, files, folder)
    if allot:
        month.allotted()
    return month


def kinds(items: Sequence[OpenItem]) -> Mapping[str, int]:
    """Return how many items there are of each kind."""
    return {kind: sum(item.kind == kind for item in items) for kind in sorted({item.kind for item in items})}
