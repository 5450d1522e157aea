"""One month at the desk, step by step, as the offices of the demo county do it; each step returns what it proved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.timezone import get_current_timezone

from mingbai.cli.demo.cast import BANK, Cast
from mingbai.cli.demo.opening import Purse
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.payments import actions as payments
from mingbai.payments import queries as paid
from mingbai.payments.refused import NothingToPay
from mingbai.people.queries import unconfirmed
from mingbai.prechecks import actions as prechecks
from mingbai.prechecks import queries as checked
from mingbai.receipts import actions as receipts
from mingbai.receipts import queries as received
from mingbai.rosters import actions as rosters
from mingbai.rosters import queries as rostered
from mingbai.rosters.states import Why
from mingbai.simulation.bank import Answer, answer
from mingbai.sources import actions as sources
from mingbai.sources import queries as sent

LEDGER_DAY, MEETING_DAY = 20, 25  # of the month before
LISTS_DAY, PAY_DAY = 6, 8  # of the month itself
ANSWERS = {  # by whose difference it is
    "bank": "银行已查明并更正，补正凭证附后。",
    "finance": "已与拨款凭证核对一致。",
    "civil_affairs": "已与审批档案核对一致。",
}
ACCOUNT = "account"
PROFILES = ("camt.054", "csv", "xlsx", "nested")  # how the bank answers, file after file


@dataclass
class Work:
    """A month being worked on: who acts, out of which purses, and where the bank's files go and come from."""

    month: Month
    cast: Cast
    purses: Mapping[str, Purse]
    outbox: Path
    inbox: Path
    seed: int
    rosters: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def moment(self, month: Month, day: int, hour: int = 10) -> datetime:
        """Return a moment of working time."""
        return datetime(month.year, month.month, day, hour, tzinfo=get_current_timezone())

    @property
    def before(self) -> datetime:
        """Return when the roster is made: in the month before, ahead of the cut-off."""
        return self.moment(self.month.previous(), LEDGER_DAY)

    @property
    def met(self) -> datetime:
        """Return when the bureau's meeting agrees to the rosters."""
        return self.moment(self.month.previous(), MEETING_DAY)

    @property
    def compared(self) -> datetime:
        """Return when other departments' lists have come and the rosters are checked against them."""
        return self.moment(self.month, LISTS_DAY)

    @property
    def paid(self) -> datetime:
        """Return when the money leaves."""
        return self.moment(self.month, PAY_DAY, 9)

    # ------------------------------------------------------------------ the rosters

    def derive(self) -> tuple[int, int, int]:
        """Derive every township's roster; return rosters, lines, fen."""
        with working_as(self.cast.handler):
            self.rosters = rosters.derive(
                region=self.cast.region, month=self.month, by=self.cast.handler, at=self.before
            )
            made = [rostered.sums_of(one) for one in self.rosters]
        return len(made), sum(one.lines for one in made), sum(one.total_fen for one in made)

    def sign(self) -> int:
        """Have every village's head sign what its lines come to, and each township send its ledger up."""
        signed = 0
        for roster in self.rosters:
            with working_as(self.cast.handler):
                township, villages = self._township(roster), rostered.unsigned_villages(roster)
            for village in villages:
                head = self.cast.head(village)
                with working_as(head):
                    rosters.sign_village(roster_id=roster, village=Region(village), by=head, at=self.before)
                signed += 1
            clerk = self.cast.clerk(township)
            with working_as(clerk):
                rosters.submit_ledger(roster_id=roster, by=clerk, at=self.before + timedelta(hours=3))
        return signed

    def agree(self) -> int:
        """Review every roster, have the bureau's meeting agree, freeze them; return the minutes' number."""
        for roster in self.rosters:
            with working_as(self.cast.reviewer):
                rosters.review(roster_id=roster, by=self.cast.reviewer, at=self.before + timedelta(days=1))
        with working_as(self.cast.leader):
            minutes = rosters.agree(
                roster_ids=self.rosters, number=f"示范民局纪〔{self.month.year}〕{self.month.month}号",
                held_on=self.met.date(), present=("局长", "分管副局长", "救助科长"), decision="同意发放",
                document=f"{self.month}".encode().hex().ljust(64, "0"), by=self.cast.leader, at=self.met,
            )  # fmt: skip
        for roster in self.rosters:
            with working_as(self.cast.second_reviewer):
                rosters.freeze(roster_id=roster, by=self.cast.second_reviewer, at=self.met + timedelta(hours=2))
        return minutes

    def _township(self, roster: int) -> str:
        found = rostered.roster(roster)
        assert found is not None
        return str(found.region)

    # ------------------------------------------------------------------ the check before payment

    def take_lists(self, folder: Path, departments: Mapping[str, str]) -> tuple[int, int]:
        """Take in what other departments sent and look for our people on it; return rows and people found."""
        keeper = self.cast.handler
        with working_as(keeper):
            taken = sources.import_folder(
                path=folder, departments=departments, month=self.month, by=keeper, at=self.compared
            )
            compared = sources.compare(month=self.month, by=keeper, at=self.compared, region=self.cast.region)
            hits = sent.hits(self.cast.region, self.month).count() if compared else 0
        return sum(one.rows for one in taken.values()), hits

    def check(self) -> int:
        """Try every rule that needs nothing from the bank on the frozen month; return the check's number."""
        with working_as(self.cast.handler):
            return prechecks.run_check(
                region=self.cast.region, month=self.month, by=self.cast.handler, at=self.compared + timedelta(hours=2)
            )

    def set_apart(self) -> dict[str, int]:
        """Move lines that cannot be paid yet to a supplementary roster, two people agreeing; return rule → lines."""
        at = self.compared + timedelta(hours=3)
        moved: Counter[str] = Counter()
        for roster in self.rosters:
            with working_as(self.cast.handler):
                waiting = self._waiting(roster)
            for line_id, (rule, why) in waiting.items():
                with working_as(self.cast.handler):
                    asked = rosters.ask_departure(
                        line_id=line_id, why=Why.MOVED, reason=why[:200], by=self.cast.handler, at=at
                    )
                with working_as(self.cast.second_reviewer):
                    rosters.agree_departure(departure_id=asked, by=self.cast.second_reviewer, at=at)
                moved[rule] += 1
        return dict(moved)

    def _waiting(self, roster: int) -> dict[int, tuple[str, str]]:
        """Return line → the rule and the words of what keeps it from being paid: a gate, or an unconfirmed account."""
        gates = (one for one in checked.open_gates(roster) if one.line_id is not None)
        waiting = {one.line_id: (one.rule_id, one.message) for one in gates}
        lines = {line.pk: line.account_id for line in rostered.lines(roster) if line.live}
        unsure = set(unconfirmed(list(lines.values())))
        named = {
            line: (ACCOUNT, "账户户名与领款人不符，尚未由第二人确认") for line, one in lines.items() if one in unsure
        }
        return named | waiting

    def answer_doubts(self, reason: str) -> int:
        """Hold every line that may be held, by a named person with a reason; return how many."""
        at, held = self.compared + timedelta(hours=4), 0
        with working_as(self.cast.reviewer):
            for roster in self.rosters:
                for doubt in checked.questions(roster):
                    prechecks.hold(hold_id=doubt.pk, reason=reason, by=self.cast.reviewer, at=at)
                    held += 1
        return held

    def release(self) -> list[int]:
        """Have every roster asked for by one and released by another; return those that were."""
        at = self.compared + timedelta(days=1)
        for roster in self.rosters:
            with working_as(self.cast.reviewer):
                prechecks.ask_release(roster_id=roster, by=self.cast.reviewer, at=at)
            with working_as(self.cast.releaser):
                prechecks.release(roster_id=roster, by=self.cast.releaser, at=at + timedelta(hours=2))
        return self.rosters

    # ------------------------------------------------------------------ the money

    def ask_for_money(self, minutes: int) -> int:
        """Ask for each programme's money, have it approved and arrive; return the fen."""
        at = self.met + timedelta(days=1)
        for programme, purse in self.purses.items():
            try:
                with working_as(self.cast.handler):
                    request = payments.request_funds(
                        region=self.cast.region, month=self.month, programme=programme, fund_id=purse.fund_id,
                        document=f"示范民用款〔{self.month}〕{programme}", minutes_id=minutes,
                        by=self.cast.handler, at=at,
                    )  # fmt: skip
            except NothingToPay:
                continue
            with working_as(self.cast.approver):
                payments.approve_request(request_id=request, by=self.cast.approver, at=at + timedelta(hours=2))
            with working_as(self.cast.asker):
                payments.note_arrival(
                    request_id=request, document=f"示范财拨〔{self.month}〕{programme}", by=self.cast.asker,
                    at=at + timedelta(hours=4),
                )  # fmt: skip
        with working_as(self.cast.handler):
            return sum(one.fen for one in paid.requests(self.cast.region, self.month))

    def allot(self) -> int:
        """Have finance say, line by line, for whom the money it appropriated is; return the lines."""
        with working_as(self.cast.asker):
            return receipts.allot_arrived(region=self.cast.region, month=self.month, by=self.cast.asker, at=self.paid)

    def send(self, released: Iterable[int]) -> tuple[int, int, int]:
        """Draft, reserve, seal, have witnessed and send; return files, payments, fen."""
        files = []
        for roster in released:
            with working_as(self.cast.handler):
                made = payments.draft(roster_id=roster, execute_on=self.paid.date(), by=self.cast.handler, at=self.paid)
            files += made.files
        return self.send_files(files, self.paid)

    def send_files(self, files: Sequence[int], at: datetime) -> tuple[int, int, int]:
        """Reserve, seal, have witnessed and send drafted files; return files, payments, fen."""
        for file in files:
            with working_as(self.cast.reviewer):
                payments.reserve(file_id=file, by=self.cast.reviewer, at=at)
            with working_as(self.cast.releaser):
                payments.seal_file(file_id=file, by=self.cast.releaser, at=at + timedelta(minutes=30))
        bring_up_to_date()
        policy, sender = installed_policy(), self.cast.sender
        for file in files:
            payments.send_file(file_id=file, outbox=self.outbox, policy=policy, by=sender, at=at + timedelta(hours=1))
        self.files += files
        with working_as(self.cast.handler):
            sent = [one for one in map(paid.file, files) if one is not None]
        return len(sent), sum(one.payments for one in sent), sum(one.total_fen for one in sent)

    # ------------------------------------------------------------------ the bank's answer

    def bank_pays(self, files: Sequence[int], faults: Mapping[str, int], at: datetime) -> int:
        """Have the bank answer the files in the forms it knows, and deliver what it says; return how many entries."""
        entries = 0
        for number, file in enumerate(files):
            with working_as(self.cast.teller):
                content = paid.file_bytes(file)
            self.seed += 1
            told = answer(
                content, profile=PROFILES[number % len(PROFILES)], month=self.month, paid_on=at.date(),
                seed=self.seed, faults=faults if number == 0 else {},
            )  # fmt: skip
            self.answers.append(told)
            for name, said in told.files.items():
                path = self.inbox / f"{self.seed:05d}-{name}"
                path.write_bytes(said)
                with working_as(self.cast.teller):
                    delivered = receipts.import_statement(
                        path=path, bank=BANK, region=self.cast.region, by=self.cast.teller, at=at
                    )
                entries += sum(one.entries for one in delivered)
        return entries

    def match(self, at: datetime) -> receipts.Matched:
        """Compare approval, appropriation and receipts of the month line by line."""
        with working_as(self.cast.reviewer):
            return receipts.match_month(region=self.cast.region, month=self.month, by=self.cast.reviewer, at=at)

    def take_back(self, at: datetime) -> int:
        """Take back what the bank did not pay or what came back; return how many payments."""
        with working_as(self.cast.reviewer):
            back = receipts.take_back(region=self.cast.region, month=self.month, by=self.cast.reviewer, at=at)
        return len(back.rejected) + len(back.returned)

    def try_again(self, at: datetime) -> list[int]:
        """Send what failed once more, as next attempts in files of their own; return the files."""
        with working_as(self.cast.handler):
            failed = [one.payment_id for one in paid.failed(self.cast.region) if one.month == self.month.first_on]
            files = payments.reissue(payment_ids=failed, by=self.cast.handler, at=at) if failed else []
        self.send_files(files, at)
        return files

    def explain(self, at: datetime) -> list[tuple[str, str, int]]:
        """Have every open item answered by whose it is, and agreed to by a leader; return kind, owner, fen."""
        owners = {"bank": self.cast.teller, "finance": self.cast.asker, "civil_affairs": self.cast.handler}
        with working_as(self.cast.handler):
            items = list(received.open_items(self.cast.region, self.month))
        for item in items:
            who = owners[item.owner]
            with working_as(who):
                receipts.answer_item(item_id=item.pk, answer=ANSWERS[item.owner], by=who, at=at)
            with working_as(self.cast.leader):
                receipts.agree_to_item(item_id=item.pk, by=self.cast.leader, at=at)
        return [(item.kind, item.owner, item.fen) for item in items]

    def close(self, at: datetime) -> list[str]:
        """Sign the month off step by step, each by another person; return the steps."""
        with working_as(self.cast.handler):
            receipts.prepare_month(region=self.cast.region, month=self.month, by=self.cast.handler, at=at)
        steps = ["prepared"]
        for who in (self.cast.reviewer, self.cast.asker, self.cast.leader):
            with working_as(who):
                steps.append(receipts.sign_step(region=self.cast.region, month=self.month, by=who, at=at).value)
        return steps
