"""The judge of a round: nothing acknowledged is lost, nobody is paid twice, books, log and outbox are whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from steps.faults.bank import Bank
from steps.faults.journal import ANSWERED, DONE, SIGNED, Journal
from steps.faults.township import MONTH, Township

from mingbai.access.models import Answer
from mingbai.backups.adding import wrong_in_stages
from mingbai.cli.demo.witnesses import AGENCIES
from mingbai.config.guards import NATION, scope
from mingbai.config.jobs.queue import undone
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key
from mingbai.evidence.models import Act, Checkpoint, Waiting
from mingbai.evidence.notes import checkpoint as notes
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.verifying import verify
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.states import FileState, State
from mingbai.people.queries import opened_accounts
from mingbai.receipts.models import Entry
from mingbai.receipts.queries import is_closed, unproven
from mingbai.rosters.models import RosterLine
from mingbai.treasury.queries import where_it_is

Arrived = Counter[tuple[str, int]]


def faults_of(place: Township, journal: Journal, usual: Sequence[tuple[str, int, int]]) -> list[str]:
    """Return all that is not as it must be once the month is closed."""
    bank = Bank(place.folder / "bank")
    expected: Arrived = Counter({(account, fen): count for account, fen, count in usual})
    return [
        *_log(place, journal),
        *_answers(journal),
        *(f"{one.stage} {one.where}: {one.en}" for one in wrong_in_stages()),
        *_money(place, bank),
        *_accounts(bank, expected),
        *_files(place),
        *_left_over(place),
    ]


def _log(place: Township, journal: Journal) -> Iterator[str]:
    """Find what was acknowledged and is not in the log, and anything in the log that is not as it was shown."""
    known = dict(Act.objects.values_list("pk", "digest"))
    for said in journal.lines(DONE):
        if known.get(said["act"]) != said["digest"]:
            yield f"act {said['act']} was acknowledged and is lost"
    if Waiting.objects.exists():
        yield "acts wait though the log was brought up to date"
    roots = {size: bytes(root) for size, root in Checkpoint.objects.values_list("size", "root")}
    shown = [(said["size"], bytes.fromhex(said["root"])) for said in journal.lines(SIGNED)]
    for agency in AGENCIES:
        seen = WitnessMemory(FolderStorage(place.folder / "witnesses" / agency / "seen")).seen(log_key().name)
        shown += [(seen.size, seen.root)] if seen.size else []
    for size, root in set(shown):
        if roots.get(size) != root:
            yield f"a checkpoint of {size} was shown and is no longer ours"
    trusted = max(shown, default=None)
    verdict = verify(
        policy=installed_policy(), ring=installed_ring(), storage=log_files(),
        trusted=notes.Checkpoint(log_key().name, *trusted) if trusted else None,
    )  # fmt: skip
    if verdict.fault:
        yield f"the log: {verdict.fault.en}"


def _answers(journal: Journal) -> Iterator[str]:
    """Find what a system was answered and could not be answered again, and what was done more than once."""
    kept = set(Answer.objects.values_list("name", flat=True))
    for said in journal.lines(ANSWERED):
        if said["name"] not in kept:
            yield f"the answer to {said['path']} is lost"
    done = Counter(Act.objects.values_list("type", "subject"))
    for said in journal.lines(DONE):
        if "once" in said and (times := done[tuple(said["once"])]) != 1:
            yield f"{' of '.join(said['once'])} was done {times} times"


def _money(place: Township, bank: Bank) -> Iterator[str]:
    """Compare lines, payments, the funds and what the bank was told and did; each line is paid once."""
    with scope(NATION):
        lines = dict(RosterLine.objects.filter(roster__state="released", live=True).values_list("pk", "amount_fen"))
        payments = list(Payment.objects.values_list("line_id", "state", "amount_fen", "end_to_end_id", "account_id"))
        numbers = opened_accounts([one[4] for one in payments])
        entries = Entry.objects.exclude(state="repeated").count()
        if left := unproven(place.cast.region, MONTH):
            yield f"not proven: {left[:3]}"
        if not is_closed(place.cast.region, MONTH):
            yield "the month is not closed"
    settled = sorted((line, fen) for line, state, fen, _, _ in payments if state == State.SETTLED)
    if settled != sorted(lines.items()):
        yield f"{len(settled)} payments settled, {len(lines)} lines released"
    if bank.ordered() != Counter(one[3] for one in payments):
        yield f"the bank was told other payments: {bank.ordered() - Counter(one[3] for one in payments)}"
    ours = Counter((numbers[account], fen) for _, state, fen, _, account in payments if state == State.SETTLED)
    if bank.arrived() != ours:
        yield f"the bank paid otherwise than we say: {bank.arrived() - ours}, and did not pay {ours - bank.arrived()}"
    if entries != bank.entries():
        yield f"the bank told {bank.entries()} entries, {entries} are here"
    for purse in place.purses.values():
        sums = where_it_is(purse.fund_id)
        if not sums.holds or sums.occupied_fen or sums.returned_fen:
            yield f"the books of fund {purse.fund_id}: {sums}"
    if sum(where_it_is(one.fund_id).paid_fen for one in place.purses.values()) != sum(lines.values()):
        yield "the funds did not pay what the lines come to"


def _accounts(bank: Bank, expected: Arrived) -> Iterator[str]:
    """Compare with who got what in a month that nobody disturbed."""
    if expected and bank.arrived() != expected:
        yield f"too much: {bank.arrived() - expected}; too little: {expected - bank.arrived()}"


def _files(place: Township) -> Iterator[str]:
    """Compare the outbox with the files that were sent: each content once, whole, and nothing else."""
    there = {path.name: sha256(path.read_bytes()).hexdigest() for path in (place.folder / "outbox").iterdir()}
    with scope(NATION):
        files = dict(BankFile.objects.filter(state=FileState.SENT).values_list("message_id", "sha256"))
        if others := BankFile.objects.exclude(state=FileState.SENT).count():
            yield f"{others} files were not sent"
    if sorted(there.values()) != sorted(files.values()) or len(set(there.values())) != len(there):
        yield f"the outbox holds {sorted(there)}, sent were {sorted(files)}"


def _left_over(place: Township) -> Iterator[str]:
    """Find jobs that were laid aside, and rooms of killed checks in which people lie in the clear."""
    for job in undone():
        if job.status == "failed":
            yield f"job {job.id} ({job.name}) was laid aside after {job.attempts} attempts"
    for path in filter(Path.is_dir, (place.folder / "data" / "rooms").iterdir()):
        yield f"the room {path.name} was left in the clear"
