"""The money of the demo county: asked for, arrived, sealed, witnessed, sent, answered by the bank, matched, closed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from mingbai.cli.demo.cast import BANK
from mingbai.cli.demo.work import Work
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.files.tables.words import PROGRAMMES
from mingbai.offices.actor import working_as
from mingbai.payments import actions as payments
from mingbai.payments import queries as paid
from mingbai.payments.refused import NothingToPay
from mingbai.receipts import actions as receipts
from mingbai.receipts import queries as received
from mingbai.simulation.bank import answer

ANSWERS = {  # by whose difference it is
    "bank": "银行已查明并更正，补正凭证附后。",
    "finance": "已与拨款凭证核对一致。",
    "civil_affairs": "已与审批档案核对一致。",
}
PROFILES = ("camt.054", "csv", "xlsx", "nested")  # how the bank answers, file after file


def ask_for_money(work: Work, minutes: int, at: datetime) -> None:
    """Ask for each programme's money that no plan asked for yet, have it approved and arrive."""
    asker = work.cast.asker
    for programme, request in plans(work, minutes, at):
        approve_plan(work, request, at + timedelta(hours=1))
        with working_as(asker):
            document = f"示范财拨〔{work.month}〕{named(programme)}{minutes}号"
            payments.note_arrival(request_id=request, document=document, by=asker, at=at + timedelta(hours=2))


def plans(work: Work, minutes: int, at: datetime) -> Iterator[tuple[str, int]]:
    """Ask for each programme's money that no plan asked for yet; yield the programme and the plan."""
    handler = work.cast.handler
    for programme, purse in work.purses.items():
        try:
            with working_as(handler):
                request = payments.request_funds(
                    region=work.cast.region, month=work.month, programme=programme, fund_id=purse.fund_id,
                    document=f"示范民用款〔{work.month}〕{named(programme)}{minutes}号", minutes_id=minutes, by=handler,
                    at=at,
                )  # fmt: skip
        except NothingToPay:
            continue
        yield programme, request


def named(programme: str) -> str:
    """Return what a programme is called."""
    return PROGRAMMES[programme][0]


def approve_plan(work: Work, request: int, at: datetime) -> None:
    """Have finance approve a plan of use."""
    approver = work.cast.approver
    with working_as(approver):
        payments.approve_request(request_id=request, by=approver, at=at)


def draft(work: Work, rosters: Sequence[int], at: datetime) -> list[int]:
    """Draft the bank files of released rosters; return them."""
    files: list[int] = []
    handler = work.cast.handler
    for roster in rosters:
        with suppress(NothingToPay), working_as(handler):  # where every line was set apart
            files += payments.draft(roster_id=roster, execute_on=at.date(), by=handler, at=at).files
    return files


def send(work: Work, files: Sequence[int], at: datetime) -> tuple[int, int]:
    """Reserve, seal, have witnessed and send drafted files; return payments and fen."""
    reviewer, releaser, sender = work.cast.reviewer, work.cast.releaser, work.cast.sender
    if files:
        with working_as(reviewer):
            payments.reserve_files(file_ids=files, by=reviewer, at=at)
        with working_as(releaser):
            payments.seal_files(file_ids=files, by=releaser, at=at + timedelta(minutes=30))
        bring_up_to_date()
        sent, policy = at + timedelta(hours=1), installed_policy()
        payments.send_files(file_ids=files, outbox=work.outbox, policy=policy, by=sender, at=sent)
    with working_as(work.cast.asker):
        receipts.allot_arrived(region=work.cast.region, month=work.month, by=work.cast.asker, at=at)
        gone = [one for one in map(paid.file, files) if one is not None]
    return sum(one.payments for one in gone), sum(one.total_fen for one in gone)


def bank_pays(work: Work, files: Sequence[int], faults: Mapping[str, int], at: datetime) -> int:
    """Have the bank answer the files and deliver what it says; return how many entries."""
    return sum(deliver(work, path, at) for path in bank_answers(work, files, faults, at))


def bank_answers(work: Work, files: Sequence[int], faults: Mapping[str, int], at: datetime) -> list[Path]:
    """Have the bank answer the files in the forms it knows; return what it put into the inbox."""
    paths, teller = [], work.cast.teller
    for number, file in enumerate(files):
        with working_as(teller):
            content = paid.file_bytes(file)
        work.seed += 1
        told = answer(
            content, profile=PROFILES[number % len(PROFILES)], month=work.month, paid_on=at.date(), seed=work.seed,
            faults=faults if number == 0 else {},
        )  # fmt: skip
        for name, said in told.files.items():
            path = work.inbox / f"{work.seed:05d}-{name}"
            path.write_bytes(said)
            paths.append(path)
    return paths


def deliver(work: Work, path: Path, at: datetime) -> int:
    """Take in what the bank says; return how many entries."""
    teller = work.cast.teller
    with working_as(teller):
        brought = receipts.import_statement(path=path, bank=BANK, region=work.cast.region, by=teller, at=at)
    return sum(one.entries for one in brought)


def match(work: Work, at: datetime) -> receipts.Matched:
    """Compare approval, appropriation and receipts of the month line by line."""
    reviewer = work.cast.reviewer
    with working_as(reviewer):
        return receipts.match_month(region=work.cast.region, month=work.month, by=reviewer, at=at)


def take_back(work: Work, at: datetime) -> None:
    """Take back what the bank did not pay or what came back: from then on it may be paid again."""
    reviewer = work.cast.reviewer
    with working_as(reviewer):
        receipts.take_back(region=work.cast.region, month=work.month, by=reviewer, at=at)


def try_again(work: Work, at: datetime) -> list[int]:
    """Take back what the bank did not pay or what came back, and send it once more; return the new files."""
    handler = work.cast.handler
    take_back(work, at)
    with working_as(handler):
        failed = [one.payment_id for one in paid.failed(work.cast.region) if one.month == work.month.first_on]
        files = payments.reissue(payment_ids=failed, by=handler, at=at) if failed else []
    send(work, files, at)
    return files


def explain(work: Work, at: datetime) -> int:
    """Have every open item answered by whose it is, and agreed to by a leader; return how many."""
    owners = {"bank": work.cast.teller, "finance": work.cast.asker, "civil_affairs": work.cast.handler}
    leader = work.cast.leader
    with working_as(leader):
        items = list(received.open_items(work.cast.region, work.month))
    for item in items:
        who = owners[item.owner]
        with working_as(who):
            receipts.answer_item(item_id=item.pk, answer=ANSWERS[item.owner], by=who, at=at)
        with working_as(leader):
            receipts.agree_to_item(item_id=item.pk, by=leader, at=at)
    return len(items)


def unproven(work: Work) -> int:
    """Return how many things keep the month open."""
    with working_as(work.cast.leader):
        return len(received.unproven(work.cast.region, work.month))


def close(work: Work, at: datetime) -> int:
    """Sign the month off step by step, each by another person; return the signatures."""
    handler = work.cast.handler
    with working_as(handler):
        receipts.prepare_month(region=work.cast.region, month=work.month, by=handler, at=at)
    signers = (work.cast.reviewer, work.cast.asker, work.cast.leader)
    for who in signers:
        with working_as(who):
            receipts.sign_step(region=work.cast.region, month=work.month, by=who, at=at)
    return 1 + len(signers)
