"""A month's payments as somebody does them who may be interrupted anywhere and begins again: look, then go on."""

from dataclasses import dataclass
from pathlib import Path

from mingbai.config.guards import NATION, scope
from mingbai.evidence.installation import log_files, log_key
from mingbai.evidence.publishing import publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.witnesses.policy import Policy, parse_policy
from mingbai.offices.actor import working_as
from mingbai.payments import actions, queries
from mingbai.payments.audit import audit
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.states import FileState, Occasion, State
from mingbai.payments.tests.crashing import Points
from mingbai.payments.tests.world import AT, OCTOBER, PAY_ON, County
from mingbai.rosters.models import RosterLine
from mingbai.treasury.audit import audit as audit_books
from mingbai.treasury.queries import where_it_is


@dataclass
class Month:
    """A county, its released roster, and where files go."""

    place: County
    roster_id: int
    outbox: Path

    def go_on(self, points: Points) -> None:
        """Do whatever is not done yet, to the last payment: one is rejected, one returned, and both tried again."""
        points.phase = "draft"
        with working_as(self.place.handler):
            if queries.unpaid_lines(self.roster_id).exists() and not self._files():
                actions.draft(roster_id=self.roster_id, execute_on=PAY_ON, by=self.place.handler, at=AT)
        self._forward(points)
        points.phase = "first answers"
        first, second, *rest = self._names(attempt=1)
        self._answer(rejected=[first], returned=[second], settled=rest)
        points.phase = "again"
        with working_as(self.place.handler):
            if failed := [one.payment_id for one in queries.failed(self.place.handler.region)]:
                actions.reissue(payment_ids=failed, execute_on=PAY_ON, by=self.place.handler, at=AT)
        self._forward(points)
        points.phase = "last answers"
        self._answer(settled=self._names(attempt=2))

    def _forward(self, points: Points) -> None:
        """Bring every file as far as it goes."""
        if files := self._files(FileState.DRAFTED):
            points.phase = "reserve"
            with working_as(self.place.reviewer):
                actions.reserve_files(file_ids=files, by=self.place.reviewer, at=AT)
        if files := self._files(FileState.RESERVED):
            points.phase = "seal"
            with working_as(self.place.releaser):
                actions.seal_files(file_ids=files, by=self.place.releaser, at=AT)
        if files := self._files(FileState.SEALED):
            points.phase = "log"
            append_all(key=log_key())
            publish(log_files())
            points.phase = "send"
            actions.send_files(file_ids=files, outbox=self.outbox, policy=nobody_asked(), by=self.place.sender, at=AT)
        with working_as(self.place.sender):
            lost = [file.pk for file in queries.not_handed_over(self.place.sender.region)]
        for file in lost:
            points.phase = "send again"
            actions.resend(file_id=file, outbox=self.outbox, by=self.place.sender, at=AT)

    def _answer(self, **said: list[str]) -> None:
        with working_as(self.place.teller):
            actions.answer(document="回单1", by=self.place.teller, approved_by=self.place.sender, at=AT, **said)

    def _files(self, *states: FileState) -> list[int]:
        with working_as(self.place.leader):
            found = queries.files(self.place.leader.region, OCTOBER)
            return [file.pk for file in found if not states or file.state in states]

    def _names(self, attempt: int) -> list[str]:
        with working_as(self.place.leader):
            found = Payment.objects.filter(attempt=attempt).order_by("line_id")
            return list(found.values_list("end_to_end_id", flat=True))


def nobody_asked() -> Policy:
    """Return a policy that our own log satisfies."""
    return parse_policy(f"log {log_key().verifier}\nquorum none\n")


def left_too_early(month: Month) -> list[str]:
    """Return the files that lie in the outbox though the books do not have them on their way."""
    with scope(NATION):
        sent = set(BankFile.objects.filter(state=FileState.SENT).values_list("message_id", flat=True))
    there = list(month.outbox.glob("[!.]*")) if month.outbox.exists() else []
    return [path.name for path in there if path.stem not in sent]


def faults_of(month: Month) -> list[str]:
    """Return everything that is not as it must be when all is done: nothing lost, nothing double, books equal."""
    found: list[str] = []
    with scope(NATION):
        found += [f"{fault.where}: {fault.en}" for fault in audit()]
        lines = RosterLine.objects.filter(roster_id=month.roster_id, live=True).count()
        settled = Payment.objects.filter(state=State.SETTLED)
        if sorted(settled.values_list("line_id", flat=True)) != sorted(
            RosterLine.objects.filter(roster_id=month.roster_id).values_list("id", flat=True)
        ):
            found.append(f"{settled.count()} of {lines} lines settled")
        if Payment.objects.count() != lines + 2:
            found.append(f"{Payment.objects.count()} attempts")
        fen = sum(settled.values_list("amount_fen", flat=True))
        sums = where_it_is(month.place.fund_id)
        if (sums.paid_fen, sums.returned_fen, sums.occupied_fen, sums.holds) != (fen, 0, 0, True):
            found.append(f"the books: {sums}")
        files = {file.message_id: file for file in BankFile.objects.all()}
    found += [fault.en for fault in audit_books().faults]
    if sorted(path.stem for path in month.outbox.iterdir()) != sorted(files):
        found.append(f"the outbox holds {sorted(path.name for path in month.outbox.iterdir())}")
    found += [f"{file.occasion} {file.state}" for file in files.values() if file.state != FileState.SENT]
    if {file.occasion for file in files.values()} != {Occasion.REGULAR, Occasion.AGAIN}:
        found.append(f"files {[file.occasion for file in files.values()]}")
    return found
