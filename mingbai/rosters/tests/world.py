"""Awards in force as rosters find them, written straight into the tables: a county of villages, as large as asked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from mingbai.files.snapshot.by_hand import number_of
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import County, found_county
from mingbai.people.fields import Field, indexing, sealing
from mingbai.people.numbering import draw

SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)
TOWN, OTHER_TOWN = Region("999901101"), Region("999901102")
VILLAGE, NEXT_VILLAGE, FAR_VILLAGE = Region("999901101201"), Region("999901101202"), Region("999901102201")
IN_TIME = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
AMOUNT = 50_000

PEOPLE = """
WITH given AS (
    SELECT * FROM unnest(%(persons)s::bigint[], %(accounts)s::bigint[], %(places)s::text[], %(ids)s::bytea[],
        %(id_indexes)s::bytea[], %(numbers)s::bytea[], %(number_indexes)s::bytea[], %(born)s::date[])
        AS given (person, account, place, id_sealed, id_index, number_sealed, number_index, born_on)
), made AS (
    INSERT INTO people_person (id, region, name, name_key, id_sealed, id_index, id_is_valid, born_on, sex, made_by,
        made_at)
    SELECT person, place, '王' || person, 'wang' || person, id_sealed, id_index, TRUE, born_on, '女', 1, %(at)s
    FROM given
), banked AS (
    INSERT INTO people_account (id, region, person_id, bank, number_sealed, number_index, number_hint, holder_name,
        holder, from_on, state, reason, made_by, made_at, confirmed_by, confirmed_at)
    SELECT account, place, person, '农商行', number_sealed, number_index, '****0001', '王' || person, 'self',
        '2020-01-01', 'confirmed', '', 1, %(at)s, 2, %(at)s
    FROM given
)
INSERT INTO people_household (region, number, opened_on, made_by, made_at)
SELECT place, 'H' || person, '2020-01-01', 1, %(at)s FROM given ORDER BY person RETURNING id
"""
MEMBERS = """
INSERT INTO people_membership (region, household_id, person_id, relation, is_head, exclusion, from_on, reason, made_by,
    made_at)
SELECT region, household, person, '户主', TRUE, '', '2020-01-01', '', 1, %(at)s
FROM unnest(%(regions)s::text[], %(households)s::bigint[], %(persons)s::bigint[]) AS given (region, household, person)
"""
COVERED = """
INSERT INTO awards_covered (award_id, region, person_id, claims, months)
SELECT award.id, award.region, decision.payee_id, '{}', daterange(decision.effective_month, NULL)
FROM awards_award AS award JOIN awards_decision AS decision ON decision.award_id = award.id
WHERE award.household_id = ANY (%(households)s)
"""
AWARDS = """
WITH given AS (
    SELECT * FROM unnest(%(persons)s::bigint[], %(households)s::bigint[], %(accounts)s::bigint[], %(regions)s::text[])
        AS given (person, household, account, region)
), batch AS (
    INSERT INTO awards_batch (region, kind, title, month, files_sha256, rows, refused_rows, conflicting_rows,
        differing_rows, made_by, made_at)
    VALUES ('999901', 'changes', '期初', %(month)s, '', 0, 0, 0, 0, 1, %(at)s) RETURNING id
), made AS (
    INSERT INTO awards_award (region, programme, household_id, batch_id, made_at)
    SELECT given.region, 'dibao_rural', given.household, batch.id, %(at)s FROM given, batch
    RETURNING id, household_id, batch_id, region
)
INSERT INTO awards_decision (award_id, programme, version, region, batch_id, is_stock, kind, cause, evidence,
    evidence_sha256, effective_month, amount_fen, before_fen, reckoning_id, has_formula, member_count, case_kind,
    supply_mode, care_level, reason_code, payee_id, account_id, members, is_unstable, state, reason, made_by, made_at)
SELECT made.id, 'dibao_rural', 1, made.region, made.batch_id, TRUE, 'new', 'stock', '审批表', '', %(month)s, %(fen)s, 0,
    %(reckoning)s, FALSE, %(members)s, '', '', '', '', given.person, given.account, ARRAY[given.person], FALSE,
    'proposed', '', %(maker)s, %(at)s
FROM made JOIN given ON given.household = made.household_id
"""
APPROVE = (
    "UPDATE awards_decision SET state = 'reviewed', reviewed_by = 2, reviewed_at = %(at)s WHERE state = 'proposed'",
    "UPDATE awards_decision SET state = 'approved', approved_by = 3, approved_at = %(at)s, "
    "decided_on = (%(at)s AT TIME ZONE 'Asia/Shanghai')::date WHERE state = 'reviewed'",
)
RECKONING = """
WITH wording AS (
    INSERT INTO awards_wording (id, text) VALUES (gen_random_uuid(), '[]') RETURNING id
)
INSERT INTO awards_reckoning (id, programme, county, month, facts, wording_id, figures, parameters_sha256)
SELECT gen_random_uuid(), 'dibao_rural', '999901', %s, '{}', wording.id, '', '' FROM wording RETURNING id
"""
LATER = """
INSERT INTO awards_decision (award_id, programme, version, region, batch_id, is_stock, kind, cause, evidence,
    evidence_sha256, effective_month, amount_fen, before_fen, reckoning_id, has_formula, member_count, case_kind,
    supply_mode, care_level, reason_code, payee_id, account_id, members, is_unstable, state, reason, made_by, made_at,
    hearing_id)
SELECT award_id, programme, version + 1, region, batch_id, FALSE, %(kind)s, %(cause)s, '审批表', '', %(month)s, %(fen)s,
    amount_fen, reckoning_id, FALSE, %(members)s, '', '', '', '', coalesce(%(payee)s, payee_id),
    coalesce(%(account)s, account_id), members, FALSE, 'proposed', '', 1, %(at)s,
    (SELECT max(id) FROM awards_hearing WHERE awards_hearing.award_id = %(award)s)
FROM awards_decision WHERE award_id = %(award)s ORDER BY version DESC LIMIT 1
"""
HEARD = """
INSERT INTO awards_hearing (region, award_id, held_on, way, told, answer, reply, heard_by, document, made_by, made_at)
SELECT region, id, %(on)s, 'visit', '告知事实', 'agrees', '同意', '村干部', repeat('a', 64), 1, %(at)s
FROM awards_award WHERE id = %(award)s
"""
TOLD = """
WITH told AS (
    INSERT INTO awards_notice (region, award_id, decision_id, number, kind, addressee_id, text, issued_on, how, receipt,
        made_by, made_at)
    SELECT region, award_id, id, 'N' || id, 'stop', payee_id, '告知', %(on)s, '', '', 1, %(at)s
    FROM awards_decision WHERE award_id = %(award)s AND state = 'proposed' RETURNING id, decision_id
)
UPDATE awards_decision SET notice_id = told.id FROM told WHERE awards_decision.id = told.decision_id
"""


@dataclass
class Staff:
    """Who works on rosters in the county, each listed for the step."""

    county: County
    handler: Actor
    reviewer: Actor
    leader: Actor
    releaser: Actor
    heads: dict[str, Actor]


def staff(*villages: Region) -> Staff:
    """Return a county's bureau with everybody a roster needs, and the heads of some villages."""
    county = found_county()
    bureau = county.office(Kind.CIVIL_AFFAIRS, name="县民政局业务股")
    leader, approver = (county.post(bureau, Role.LEADER) for _ in range(2))
    handler, reviewer, releaser = (county.post(bureau, role) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER))
    for step, who in (("make_roster", handler), ("check_roster", reviewer), ("release_payment", releaser)):
        county.listed(step, who, approver)
    heads = {village.code: county.post(county.office(Kind.VILLAGE, village), Role.HANDLER) for village in villages}
    return Staff(county, handler, reviewer, leader, releaser, heads)


def awarded(
    count: int,
    *,
    villages: tuple[Region, ...] = (VILLAGE,),
    month: Month = SEPTEMBER,
    fen: int = AMOUNT,
    members: int = 1,
    maker: int = 1,
    at: datetime = datetime(2026, 8, 20, 2, 0, tzinfo=UTC),
) -> list[int]:
    """Write that many households, each with an award in force from a month on; return the awards' ids."""
    persons, accounts = draw("person", count), draw("account", count)
    places = [villages[number % len(villages)].code for number in range(count)]
    born = [date(1930, 1, 1) + timedelta(days=person // 900) for person in persons]
    ids = [number_of(person % 900 + 1, day) for person, day in zip(persons, born, strict=True)]
    numbers = [f"62170000{account:010d}" for account in accounts]
    seal_id, seal_account = sealing(Field.ID_NUMBER), sealing(Field.ACCOUNT)
    index_id, index_account = indexing(Field.ID_NUMBER), indexing(Field.ACCOUNT)
    with connection.cursor() as cursor:
        cursor.execute(
            PEOPLE,
            {
                "persons": persons, "accounts": accounts, "places": places, "born": born, "at": at,
                "ids": list(map(seal_id, persons, ids)), "id_indexes": list(map(index_id, ids)),
                "numbers": list(map(seal_account, accounts, numbers)),
                "number_indexes": list(map(index_account, numbers)),
            },
        )  # fmt: skip
        households = [key for (key,) in cursor.fetchall()]
        who: dict[str, Any] = {"persons": persons, "households": households, "regions": places, "at": at}
        cursor.execute(MEMBERS, who)
        cursor.execute(RECKONING, [month.first_on])
        reckoning = cursor.fetchall()[0][0]
        said: dict[str, Any] = {
            "fen": fen,
            "month": month.first_on,
            "members": members,
            "reckoning": reckoning,
            "maker": maker,
        }
        cursor.execute(AWARDS, {**who, **said, "accounts": accounts})
        _approve(at)
        cursor.execute(COVERED, who)
        cursor.execute("SELECT id FROM awards_award WHERE household_id = ANY (%s) ORDER BY id", [households])
        return [key for (key,) in cursor.fetchall()]


def decided(
    award: int,
    kind: str,
    cause: str,
    fen: int,
    *,
    month: Month = NOVEMBER,
    members: int = 1,
    account: int | None = None,
    at: datetime = datetime(2026, 10, 15, 2, 0, tzinfo=UTC),
) -> None:
    """Write a further decision on an award, heard and told where it lowers or stops."""
    due_process: dict[str, Any] = {"award": award, "on": date(at.year, at.month, at.day), "at": at}
    with connection.cursor() as cursor:
        if kind in ("lower", "stop"):
            cursor.execute(HEARD, due_process)
        cursor.execute(
            LATER,
            {
                "award": award, "kind": kind, "cause": cause, "fen": fen, "month": month.first_on, "at": at,
                "members": members, "account": account, "payee": None,
            },
        )  # fmt: skip
        if kind in ("lower", "stop"):
            cursor.execute(TOLD, due_process)
        _approve(at)


def _approve(at: datetime) -> None:
    with connection.cursor() as cursor:
        for statement in APPROVE:
            cursor.execute(statement, {"at": at})
