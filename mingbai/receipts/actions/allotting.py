"""拨款明细: what finance appropriated, line by line: its own list, or the lines of the files an arrival pays for."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.installation import installed_ring
from mingbai.files.tables import TABLES
from mingbai.files.typing import typed_select
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Kind, blind_index
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, alone, ask, permit, set_wise
from mingbai.receipts.models import Allotment
from mingbai.receipts.profiles.whole_lists import opened, require_whole
from mingbai.receipts.refused import NothingToDo
from mingbai.receipts.states import ALLOT

TABLE = TABLES["appropriations"]
COLUMNS = ("person", "household", "programme", "month", "name", "account", "fen")
# The files of a month say which arrived plan pays which line; what a plan allots never exceeds what arrived on it.
ARRIVED = """
WITH made AS (
    INSERT INTO receipts_allotment (region, month, programme, line_id, request_id, person_id, name, account_index,
        amount_fen, list_digest, made_by, made_at)
    SELECT payment.region, payment.month, payment.programme, payment.line_id, file.request_id, payment.payee_id,
        line.holder_name, line.account_index, payment.amount_fen, %(digest)s, %(by)s, %(at)s
    FROM payments_payment AS payment
    JOIN payments_bankfile AS file ON file.id = payment.file_id
    JOIN payments_fundrequest AS request ON request.id = file.request_id AND request.state = 'arrived'
    JOIN rosters_rosterline AS line ON line.id = payment.line_id
    WHERE payment.month = %(month)s AND starts_with(payment.region, %(region)s) AND payment.attempt = 1
        AND NOT EXISTS (SELECT FROM receipts_allotment AS made WHERE made.line_id = payment.line_id)
    ORDER BY payment.line_id
    RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM made
"""
OVERDRAWN = """
SELECT request.document FROM payments_fundrequest AS request
JOIN (
    SELECT request_id, sum(amount_fen) AS fen FROM receipts_allotment WHERE month = %s GROUP BY request_id
) AS allotted ON allotted.request_id = request.id
WHERE allotted.fen > request.fen LIMIT 1
"""


# Each row of finance's list with the line it means: the payee's, of the month and programme, of the family it names.
LISTED = """
WITH told AS MATERIALIZED (
    SELECT * FROM unnest(%(person)s::bytea[], %(household)s::text[], %(programme)s::text[], %(month)s::date[],
        %(name)s::text[], %(account)s::bytea[], %(fen)s::bigint[])
        WITH ORDINALITY AS told (person, household, programme, month, name, account, fen, place)
), meant AS (
    SELECT told.*, person.id AS person_id, line.id AS line_id, line.region, line.payee_name, line.holder_name,
        row_number() OVER (PARTITION BY told.place ORDER BY (line.amount_fen = told.fen) DESC NULLS LAST,
            line.instalment, line.id) AS choice
    FROM told
    LEFT JOIN people_person AS person ON person.id_index = told.person
    LEFT JOIN (
        SELECT line.*, household.number FROM rosters_rosterline AS line
        JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
        LEFT JOIN people_household AS household ON household.id = line.household_id
        WHERE line.live AND line.month = %(of)s AND starts_with(line.region, %(region)s)
    ) AS line ON line.payee_id = person.id AND line.programme = told.programme
        AND coalesce(line.number = told.household, true)
)
INSERT INTO receipts_allotment (region, month, programme, line_id, request_id, person_id, name, account_index,
    amount_fen, list_digest, made_by, made_at)
SELECT coalesce(region, %(region)s), month, programme, line_id, NULL, person_id,
    CASE WHEN name = payee_name THEN holder_name ELSE name END, account, fen, %(digest)s, %(by)s, %(at)s
FROM meant WHERE choice = 1
RETURNING line_id, amount_fen
"""


@dataclass(frozen=True)
class Listed:
    """What finance's list brought: rows, those of no line of any roster, and the money."""

    rows: int
    of_no_line: int
    fen: int


def import_appropriations(*, path: Path, region: Region, month: Month, by: Actor, at: datetime) -> Listed:
    """
    Enter finance's own list (财政拨款明细) as what was appropriated; whole, or FileRefused says what is wrong with it.

    A row that no roster has stays, and becomes a difference of the month. Raise NothingToDo where the month's
    appropriations were entered before: they are never written twice.
    """
    rows, digest = _rows_of(path), sha256(path.read_bytes()).hexdigest()
    with acting():
        permit(ALLOT, region, by, at)
        alone(region)
        if Allotment.objects.filter(region__startswith=region.code, month=month.first_on).exists():
            raise NothingToDo(
                f"{month}的拨款明细已经登记，不能再导入。", f"What was appropriated for {month} is entered already."
            )
        columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        facts = {"of": month.first_on, "region": region.code, "digest": digest, "by": by.id, "at": at}
        with set_wise():
            made = ask(LISTED, columns | facts)
        done = Listed(len(made), sum(line is None for line, _ in made), sum(fen for _, fen in made))
        content = {"region": region.code, "month": str(month), "sha256": digest, **vars(done)}
        said = Record(f"receipts/allotted/{digest}", content, {"region": region.code, "month": str(month)})
        record_contents(type="receipts.allotted", records=[said], by=by, at=at)
        return done


def _rows_of(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a list as COLUMNS, people and accounts by their blind indexes."""
    ring = installed_ring()
    with opened(path) as (con, inbox):
        require_whole(con, inbox, TABLE.name)
        found = con.execute(
            "SELECT payee_id, household_id, programme, month, payee_name, account_no, amount_fen "
            f"FROM ({typed_select(TABLE, inbox.parts_of(TABLE.name))}) ORDER BY source, row_no"
        ).fetchall()
    return [
        (
            blind_index(ring, Kind.ID_NUMBER, person), household, programme, month, name,
            blind_index(ring, Kind.ACCOUNT, account) if account else None, fen,
        )
        for person, household, programme, month, name, account, fen in found
    ]  # fmt: skip


def allot_arrived(*, region: Region, month: Month, by: Actor, at: datetime) -> int:
    """
    Enter for every line of the month's files what the arrived plan of use pays; return how many lines were new.

    Raise NothingToDo where a plan would pay out more than arrived on it.
    """
    with acting():
        permit(ALLOT, region, by, at)
        alone(region)
        digest = sha256(f"{region}|{month}|{at.isoformat()}".encode()).hexdigest()
        facts = {"month": month.first_on, "region": region.code, "digest": digest, "by": by.id, "at": at}
        with set_wise():
            ((lines, fen),) = ask(ARRIVED, facts)
        if over := ask(OVERDRAWN, [month.first_on]):
            raise NothingToDo(
                f"用款计划{over[0][0]}的拨款明细合计超过到位金额，未登记。",
                f"The lines of plan {over[0][0]} add up to more than arrived on it: nothing was entered.",
            )
        if lines:
            content = {"region": region.code, "month": str(month), "lines": lines, "fen": fen}
            said = Record(f"receipts/allotted/{digest}", content, {"region": region.code, "month": str(month)})
            record_contents(type="receipts.allotted", records=[said], by=by, at=at)
        return int(lines)
