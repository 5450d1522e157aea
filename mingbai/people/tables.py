"""What is filed here, as the lists that rules read: officers, relatives, card_keepers, proxies, institutions."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from mingbai.files.tables import TABLES
from mingbai.kernel.cards import account_key
from mingbai.kernel.identity import is_valid_id, person_key
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind as Party
from mingbai.offices.queries import organisations_in
from mingbai.people.models import Account, Staff
from mingbai.people.models.held import CONFIRMED
from mingbai.people.queries.accounts import accounts_of, opened_accounts
from mingbai.people.queries.filings import cards_kept, proxies, relatives_of_officers
from mingbai.people.queries.households import holding
from mingbai.people.queries.persons import opened_numbers

ARROW = {
    "VARCHAR": pa.string(), "BIGINT": pa.int64(), "INTEGER": pa.int32(), "DATE": pa.date32(), "BOOLEAN": pa.bool_(),
}  # fmt: skip
ONE_DAY = timedelta(days=1)
Row = Mapping[str, Any]


def lists(region: Region, on: date) -> dict[str, pa.Table]:
    """
    Return the filings of a division that hold on a day, with the columns of `Table.frozen()`.

    ID and account numbers stand in full: whoever freezes them logs the snapshot.
    """
    return {
        "officers": _officers(region, on),
        "relatives": _relatives(region, on),
        "card_keepers": _card_keepers(region, on),
        "proxies": _proxies(region, on),
        "institutions": _institutions(region, on),
    }


def _officers(region: Region, on: date) -> pa.Table:
    found = list(Staff.objects.filter(holding(on), works_in__startswith=region.code).select_related("person"))
    numbers = opened_numbers([one.person_id for one in found])
    held = {person: own[0].pk for person, own in accounts_of(list(numbers), on).items()}
    accounts = opened_accounts(list(held.values()))
    rows = (
        {
            **_person("person", numbers[one.person_id]),
            "name": one.person.name,
            "unit": one.unit,
            "post": one.post,
            "region_code": one.works_in,
            **_account(accounts.get(held.get(one.person_id, 0))),
        }
        for one in found
    )
    return _table("officers", rows, on)


def _relatives(region: Region, on: date) -> pa.Table:
    found = relatives_of_officers(region, on)
    numbers = opened_numbers({key for one in found for key in (one.staff_person_id, one.person_id)})
    rows = (
        {
            **_person("officer", numbers[one.staff_person_id]),
            **_person("relative", numbers[one.person_id]),
            "relation": one.relation,
            "filed_on": one.filed_on,
        }
        for one in found
        if one.staff_person_id in numbers
    )
    return _table("relatives", rows, on)


def _card_keepers(region: Region, on: date) -> pa.Table:
    rows = cards_kept(region, on).values_list("keeper_id", "person_id", "filed_on", "until_on")
    return _acting_for("card_keepers", "keeper", list(rows), on)


def _proxies(region: Region, on: date) -> pa.Table:
    rows = proxies(region, on).values_list("agent_id", "person_id", "filed_on", "until_on")
    return _acting_for("proxies", "proxy", list(rows), on)


def _acting_for(name: str, stem: str, found: list[tuple[int, int, date, date | None]], on: date) -> pa.Table:
    """Return a list of who acts for whom; its `until` is the last day, ours the first day after."""
    numbers = opened_numbers({key for agent, person, *_ in found for key in (agent, person)})
    rows = (
        {
            **_person(stem, numbers[agent]),
            **_person("person", numbers[person]),
            "filed_on": filed_on,
            "until": until_on and until_on - ONE_DAY,
        }
        for agent, person, filed_on, until_on in found
        if agent in numbers and person in numbers
    )
    return _table(name, rows, on)


def _institutions(region: Region, on: date) -> pa.Table:
    homes = {home.pk: home for home in organisations_in(region, on, Party.CARE_HOME)}
    found = Account.objects.filter(holding(on), state=CONFIRMED, organisation_id__in=list(homes))
    held = dict(found.values_list("pk", "organisation_id"))
    rows = (
        {"name": homes[held[key]].name, "region_code": homes[held[key]].region, **_account(number)}
        for key, number in sorted(opened_accounts(list(held)).items())
    )
    return _table("institutions", rows, on)


def _person(stem: str, number: str) -> dict[str, Any]:
    state = "valid" if is_valid_id(number) else "invalid"
    return {f"{stem}_id": number, f"{stem}_key": person_key(number), f"{stem}_state": state}


def _account(number: str | None) -> dict[str, Any]:
    return {"account_no": number, "account_key": account_key(number) if number else None}


def _table(name: str, rows: Iterable[Row], on: date) -> pa.Table:
    """Return rows as a frozen table, numbered from one."""
    columns = TABLES[name].frozen()
    full = [
        {column: row.get(column) for column in columns} | {"as_of": on, "source": 0, "row_no": number}
        for number, row in enumerate(rows, 1)
    ]
    schema = pa.schema([(column, ARROW[kind]) for column, kind in columns.items()])
    return pa.Table.from_pylist(full, schema=schema)
