"""Money on its way in the county of the tests: a fund, an account that pays, urgent relief, and a bank that answers."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from mingbai.awards.tests.cases import Office
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.payments import actions
from mingbai.payments.paths import Payees, Sort
from mingbai.receipts import actions as receipts
from mingbai.receipts.profiles.tests.made import order_file
from mingbai.rosters.tests.world import NOVEMBER, VILLAGE
from mingbai.simulation.bank import answer
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level
from mingbai.web.tests.seats import NAMES, Seats

FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SUMMER = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
PAID_ON = date(2026, 11, 19)
RELIEF_FEN = 50_000
BUREAU, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK


def listed(seats: Seats, *steps: str) -> None:
    """Have the list of responsibilities name who takes these steps of paying, one person each or two of finance."""
    leaders = {BUREAU: seats.actors[BUREAU, Role.LEADER], FINANCE: seats.actors[FINANCE, Role.LEADER]}
    everybody = (
        ("plan_funds", BUREAU, Role.HANDLER), ("check_roster", BUREAU, Role.REVIEWER),
        ("release_payment", BUREAU, Role.RELEASER), ("appropriate", FINANCE, Role.HANDLER),
        ("appropriate", FINANCE, Role.RELEASER), ("close_month", BUREAU, Role.REVIEWER),
        ("pay_out", BANK, Role.TELLER), ("enter_standard", BUREAU, Role.HANDLER),
        ("approve_standard", BUREAU, Role.LEADER),
    )  # fmt: skip
    for step, kind, role in everybody:
        if step in steps:
            post = seats.actors[kind, role]
            leader = leaders.get(kind, leaders[FINANCE])
            seats.county.listed(step, post, leaders[FINANCE] if post == leader else leader)


def fund(seats: Seats, programme: str, bank: str = "国家金库明白县支库", number: str = "1055123456789") -> int:
    """Open a fund with its quota and an account that pays it; return the fund."""
    asker, approver = seats.actors[FINANCE, Role.HANDLER], seats.actors[FINANCE, Role.LEADER]
    paper = Paper("财社〔2026〕7号", asker, approver, FRIDAY)
    with working_as(asker):
        made = treasury.open_fund(region=COUNTY, year=2026, source=Level.COUNTY, programme=programme, paper=paper)
        treasury.move_money("quota", fund_id=made, fen=10**12, name="2026", paper=paper)
        payer = actions.register_account(
            region=COUNTY, sort=Sort.TREASURY, number=number, holder="明白县财政局", bank=bank,
            bank_code="011999900018", programme=programme, profile="csv", by=asker, at=FRIDAY,
        )  # fmt: skip
        pair = actions.register_pair(payer_id=payer, payees=Payees.PERSONS, region=COUNTY, by=asker, at=FRIDAY)
    with working_as(approver):
        actions.approve_account(account_id=payer, by=approver, at=FRIDAY)
        actions.approve_pair(pair_id=pair, by=approver, at=FRIDAY)
    return int(made)


def moved(seats: Seats) -> None:
    """Have a township's reserve filled from an earlier fund that stands still, and three proposals wait."""
    asker, approver = seats.actors[FINANCE, Role.HANDLER], seats.actors[FINANCE, Role.LEADER]
    paper = Paper("财社〔2025〕3号", asker, approver, SUMMER)
    with working_as(asker):
        old = treasury.open_fund(
            region=COUNTY, year=2025, source=Level.PROVINCE, programme="linshi", paper=paper, townships=[TOWN]
        )
        for code, fen, township in (("quota", 8_000_000, ""), ("supply_township", 500_000, TOWN.code)):
            treasury.move_money(code, fund_id=old, fen=fen, name="2025", paper=paper, township=township)
        document = "财社〔2026〕11号"
        treasury.propose_move(
            "quota", fund_id=old, fen=1_240_000, name="追加", document=document, by=asker, at=FRIDAY
        )  # fmt: skip
        treasury.propose_between(
            "lend", from_fund=old, to_fund=1, fen=300_000, name="救灾", document=document, by=asker, at=FRIDAY
        )
        refused = treasury.propose_closing(fund_id=old, document=document, by=asker, at=FRIDAY)
    with working_as(approver):
        treasury.refuse(proposal_id=refused, reason="年度未到", by=approver, at=FRIDAY)


def arrived(seats: Seats, fund_id: int, programme: str, fen: int) -> int:
    """Have a plan of use asked for, approved and arrived, by three people; return it."""
    handler, leader = seats.actors[BUREAU, Role.HANDLER], seats.actors[FINANCE, Role.LEADER]
    with working_as(handler):
        plan = actions.request_funds(
            region=COUNTY, month=NOVEMBER, programme=programme, fund_id=fund_id, fen=fen, needs_minutes=False,
            document="明民用款〔2026〕11号", by=handler, at=FRIDAY,
        )  # fmt: skip
    with working_as(leader):
        actions.approve_request(request_id=plan, by=leader, at=FRIDAY)
    asker = seats.actors[FINANCE, Role.HANDLER]
    with working_as(asker):
        actions.note_arrival(request_id=plan, document="明财拨〔2026〕11号", by=asker, at=FRIDAY)
    return plan


def relieved(seats: Seats, office: Office, count: int = 1) -> list[int]:
    """Have so many families helped at once, each by a bank file of its own; return the files."""
    handler, leader = seats.actors[BUREAU, Role.HANDLER], seats.actors[BUREAU, Role.LEADER]
    files = []
    for number in range(count):
        with working_as(handler):
            household, people = office.family(1, region=VILLAGE)
            account = office.account(people[0])
            relief = actions.ask_urgent(
                region=VILLAGE, household_id=household, person_id=None, account_id=account, amount_fen=RELIEF_FEN,
                cause="火灾", document=sha256(f"{number}".encode()).hexdigest(), by=handler, at=FRIDAY,
            )  # fmt: skip
        with working_as(leader):
            actions.approve_urgent(urgent_id=relief, by=leader, at=FRIDAY)
        with working_as(handler):
            files.append(actions.draft_urgent(urgent_id=relief, by=handler, at=FRIDAY))
    return files


def paying(seats: Seats, office: Office, count: int = 1) -> list[int]:
    """Have money in hand for urgent relief and so many files of it drafted; return them."""
    listed(seats, "plan_funds", "appropriate")
    arrived(seats, fund(seats, "linshi"), "linshi", 100 * RELIEF_FEN)
    return relieved(seats, office, count)


def receipts_file(folder: Path, count: int, seed: int = 7) -> Path:
    """Return a bank's file about so many payments that nobody ever ordered."""
    told = answer(order_file(count), profile="csv", month=NOVEMBER, paid_on=PAID_ON, seed=seed, faults={})
    (name,) = told.files
    path = folder / f"{seed}-{name}"
    path.write_bytes(told.files[name])
    return path


def answered(seats: Seats, count: int = 2, seed: int = 7) -> None:
    """Have the bank deliver entries that belong to nothing, and the month compared: each is a difference."""
    teller, reviewer = seats.actors[BANK, Role.TELLER], seats.actors[BUREAU, Role.REVIEWER]
    with TemporaryDirectory() as folder:
        path = receipts_file(Path(folder), count, seed)
        with working_as(teller):
            receipts.import_statement(path=path, bank=NAMES[BANK], region=COUNTY, by=teller, at=FRIDAY)
    with working_as(reviewer):
        receipts.match_month(region=COUNTY, month=NOVEMBER, by=reviewer, at=FRIDAY)
