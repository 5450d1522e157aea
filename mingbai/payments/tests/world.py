"""A county that pays: offices, a fund, a registered account, released rosters, and the month's steps in one call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mingbai.evidence.witnesses.policy import Policy
from mingbai.kernel.month import Month
from mingbai.kernel.secrecy import Kind as Secret
from mingbai.kernel.secrecy import masked
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, DAY, TOWN, found_county
from mingbai.payments import actions
from mingbai.payments.paths import Payees, Sort
from mingbai.people.fields import Field, indexing, sealing
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level

OCTOBER = Month(2026, 10)
AT = datetime(2026, 10, 8, 2, tzinfo=UTC)
PAY_ON = date(2026, 10, 9)
VILLAGE = f"{TOWN}001"
FEN = 60_000
LOT = 20_000
GUARDED = ("rosters_roster", "rosters_rosterline", "people_person", "people_account")


@dataclass
class County:
    """Who acts, and what there is to pay from."""

    handler: Actor
    reviewer: Actor
    releaser: Actor
    leader: Actor
    asker: Actor  # of finance: registers and sends
    sender: Actor
    approver: Actor  # of finance
    teller: Actor
    fund_id: int
    payer_id: int
    request_id: int

    def planned(self, fen: int, programme: str = "dibao_rural", name: str = "1") -> int:
        """Have a plan of use asked for, approved and arrived."""
        with working_as(self.handler):
            request = actions.request_funds(
                region=COUNTY, month=OCTOBER, programme=programme, fund_id=self.fund_id, fen=fen,
                document=f"明民用款〔2026〕{name}号", needs_minutes=False, by=self.handler, at=AT,
            )  # fmt: skip
        with working_as(self.approver):
            actions.approve_request(request_id=request, by=self.approver, at=AT)
        with working_as(self.asker):
            actions.note_arrival(request_id=request, document="明财拨〔2026〕1号", by=self.asker, at=AT)
        return request

    def drafted(self, roster_id: int) -> list[int]:
        with working_as(self.handler):
            made = actions.draft(roster_id=roster_id, execute_on=PAY_ON, by=self.handler, at=AT)
        return list(made.files)

    def reserved(self, roster_id: int) -> list[int]:
        files = self.drafted(roster_id)
        for file in files:
            with working_as(self.reviewer):
                actions.reserve(file_id=file, by=self.reviewer, at=AT)
        return files

    def sealed(self, roster_id: int) -> list[int]:
        files = self.reserved(roster_id)
        for file in files:
            with working_as(self.releaser):
                actions.seal_file(file_id=file, by=self.releaser, at=AT)
        return files

    def sent(self, roster_id: int, outbox: Path, policy: Policy, settle: Callable[..., None]) -> list[int]:
        files = self.sealed(roster_id)
        settle()
        for file in files:
            actions.send_file(file_id=file, outbox=outbox, policy=policy, by=self.sender, at=AT)
        return files

    def send_again(self, files: Sequence[int], outbox: Path, policy: Policy, settle: Callable[..., None]) -> None:
        for file in files:
            with working_as(self.reviewer):
                actions.reserve(file_id=file, by=self.reviewer, at=AT)
            with working_as(self.releaser):
                actions.seal_file(file_id=file, by=self.releaser, at=AT)
        settle()
        for file in files:
            actions.send_file(file_id=file, outbox=outbox, policy=policy, by=self.sender, at=AT)

    def answers(self, **said: Any) -> int:
        with working_as(self.teller):
            return actions.answer(document="回单1", by=self.teller, approved_by=self.sender, at=AT, **said)


def county(profile: str = "csv", planned_fen: int = 10 * FEN) -> County:
    """Return a county founded this year with a fund, a registered treasury account, and money that has arrived."""
    desk = found_county()
    bureau, finance, bank = (desk.office(kind) for kind in (Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK))
    handler, reviewer, releaser, leader = (
        desk.post(bureau, role) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER, Role.LEADER)
    )
    asker, sender, approver = (desk.post(finance, role) for role in (Role.HANDLER, Role.RELEASER, Role.LEADER))
    teller = desk.post(bank, Role.TELLER)
    for step, who in (
        ("plan_funds", handler), ("check_roster", reviewer), ("release_payment", releaser), ("appropriate", sender),
        ("appropriate", asker),
    ):  # fmt: skip
        desk.listed(step, who, leader if who.party is Kind.CIVIL_AFFAIRS else approver)
    paper = Paper("财社〔2026〕7号", asker, approver, AT)
    with working_as(asker):
        fund = treasury.open_fund(region=COUNTY, year=2026, source=Level.COUNTY, programme="dibao_rural", paper=paper)
        treasury.move_money("quota", fund_id=fund, fen=10**12, name="2026", paper=paper)
        payer = actions.register_account(
            region=COUNTY, sort=Sort.TREASURY, number="1055123456789", holder="明白县财政局", bank="国家金库明白县支库",
            bank_code="011999900018", profile=profile, by=asker, at=AT,
        )  # fmt: skip
        pairs = [
            actions.register_pair(payer_id=payer, payees=payees, region=COUNTY, by=asker, at=AT)
            for payees in (Payees.PERSONS, Payees.INSTITUTIONS)
        ]
    with working_as(approver):
        actions.approve_account(account_id=payer, by=approver, at=AT)
        for pair in pairs:
            actions.approve_pair(pair_id=pair, by=approver, at=AT)
    made = County(handler, reviewer, releaser, leader, asker, sender, approver, teller, fund, payer, 0)
    made.request_id = made.planned(planned_fen) if planned_fen else 0
    return made


def released(admin: Any, count: int = 3, *, first: int = 1, number: int = 0, programme: str = "dibao_rural") -> int:
    """Write a released roster of so many lines with their people and accounts, as an administrator; return its id."""
    for table in GUARDED:
        admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for begin in range(first, first + count, LOT):
        _people(admin, range(begin, min(begin + LOT, first + count)))
    roster = admin.execute(
        "INSERT INTO rosters_roster (region, month, kind, number, needs_signatures, needs_minutes, ledger_due_at,"
        " roster_due_at, state, lines, total_fen, digest, reason, made_by, made_at, reviewed_by, reviewed_at,"
        " frozen_by, frozen_at, released_by, released_at)"
        " VALUES (%s, %s, %s, %s, false, false, %s, %s, 'released', %s, %s, %s, '',"
        " 9001, %s, 9002, %s, 9002, %s, 9003, %s) RETURNING id",
        [
            TOWN.code, OCTOBER.first_on, "supplementary" if number else "regular", number, AT, AT, count, count * FEN,
            "ab" * 32, AT, AT, AT, AT,
        ],
    ).fetchone()[0]  # fmt: skip
    admin.execute(
        "INSERT INTO rosters_rosterline (roster_id, region, month, programme, award_id, decision_id, household_id,"
        " payee_id, account_id, payee_name, holder_name, account_index, amount_fen, member_count, instalment, change,"
        " cause, before_fen, live) SELECT %s, person.region, %s, %s, person.id, person.id, person.id, person.id,"
        " account.id, person.name, account.holder_name, account.number_index, %s, 1, %s, 'same', '', %s, true"
        " FROM people_person AS person JOIN people_account AS account ON account.person_id = person.id"
        " WHERE person.id >= %s AND person.id < %s AND account.state = 'confirmed' ORDER BY person.id",
        [roster, OCTOBER.first_on, programme, FEN, number, FEN, first, first + count],
    )
    for table in GUARDED:
        admin.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return int(roster)


def account(admin: Any, person: int, number: str, holder: str) -> int:
    """Write a confirmed account of a person, as an administrator; return its id."""
    key = 10_000_000 + int(admin.execute("SELECT count(*) FROM people_account").fetchone()[0])
    _accounts(admin, [(key, person, number, holder)])
    return key


def _people(admin: Any, numbers: range) -> None:
    rows = [(n, VILLAGE, f"{'赵钱孙李周吴郑王'[n % 8]}某{chr(0x4E00 + n % 5000)}") for n in numbers]
    admin.execute(
        "INSERT INTO people_person (id, region, name, name_key, id_sealed, id_index, id_is_valid, sex, made_by,"
        " made_at) SELECT id, region, name, 'X', ''::bytea, sha256(id::text::bytea), false, '', 9001, %s"
        " FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS given (id, region, name) ON CONFLICT DO NOTHING",
        [AT, *map(list, zip(*rows, strict=True))],
    )
    asked = "SELECT person_id FROM people_account WHERE person_id BETWEEN %s AND %s"
    known = {key for (key,) in admin.execute(asked, [numbers[0], numbers[-1]]).fetchall()}
    _accounts(admin, [(n, n, f"6217{n:012}", name) for n, _, name in rows if n not in known])


def _accounts(admin: Any, rows: Sequence[tuple[int, int, str, str]]) -> None:
    if not rows:
        return
    seal, index = sealing(Field.ACCOUNT), indexing(Field.ACCOUNT)
    columns: Iterator[Any] = zip(
        *(
            (key, person, seal(key, number), index(number), masked(Secret.ACCOUNT, number)[-12:], name)
            for key, person, number, name in rows
        ),
        strict=True,
    )
    admin.execute(
        "INSERT INTO people_account (id, region, person_id, bank, number_sealed, number_index, number_hint,"
        " holder_name, holder, from_on, state, reason, made_by, made_at, confirmed_by, confirmed_at)"
        " SELECT id, %s, person, '农商行', sealed, index, hint, name, 'self', %s, 'confirmed', '', 9001, %s, 9002, %s"
        " FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[], %s::bytea[], %s::text[], %s::text[])"
        " AS given (id, person, sealed, index, hint, name)",
        [VILLAGE, DAY, AT, AT, *map(list, columns)],
    )
