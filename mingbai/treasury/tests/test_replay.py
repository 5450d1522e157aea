"""The database and the books without one agree: on every balance, and on every refusal, over seeded sequences."""

from collections import Counter
from collections.abc import Iterable

import pytest
from django.db import connection, transaction

from mingbai.treasury import models
from mingbai.treasury.actions import write
from mingbai.treasury.books import Balances, Books
from mingbai.treasury.entries import Account, Transfer
from mingbai.treasury.ladder import Rung
from mingbai.treasury.refused import Refused
from mingbai.treasury.rehearsal import ACCOUNTS, Attempt, Rehearsal
from mingbai.treasury.tests.world import AT

pytestmark = [pytest.mark.usefixtures("desk"), pytest.mark.requirement("R-615", "R-1508")]
LENGTH = 10


def opened(rehearsals: Iterable[Rehearsal]) -> None:
    """Open the funds and accounts of rehearsals under the ids they have there."""
    accounts = [account for rehearsal in rehearsals for of_fund in rehearsal.funds for account in of_fund]
    facts = {"region": "370830", "year": 2026, "source": "county", "programme": "dibao", "made_by": 1, "approved_by": 2}
    models.Fund.objects.bulk_create(
        models.Fund(id=fund_id, document=str(fund_id), made_at=AT, **facts)
        for fund_id in dict.fromkeys(account.fund_id for account in accounts)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO treasury_account SELECT id, rung, township, 0, 0, 0, 0, fund_id "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS given (id, fund_id, rung, township)",
            [*map(list, zip(*map(facts_of, accounts), strict=True))],
        )


def facts_of(account: Account) -> tuple[int, int, str, str]:
    township = f"370830{account.id % ACCOUNTS:03}" if account.rung is Rung.TOWNSHIP else ""
    return account.id, account.fund_id, account.rung.value, township


def differences(*several: Books) -> dict[int, tuple[Balances, Balances]]:
    """Return the accounts whose sums in the database are not those of the books."""
    kept = {number: left for books in several for number, left in books.balances.items()}
    sums = ("debits_pending", "debits_posted", "credits_pending", "credits_posted")
    rows = models.Account.objects.filter(id__range=(min(kept), max(kept))).values_list("id", *sums)
    found = {number: Balances(*sums) for number, *sums in rows.iterator()}
    assert found.keys() == kept.keys()
    return {number: (left, found[number]) for number, left in kept.items() if found[number] != left}


def answer(entries: tuple[Transfer, ...]) -> type[Refused] | None:
    try:
        write(entries)
    except Refused as why:
        return type(why)
    return None


def test_every_attempt_has_the_same_outcome() -> None:
    rehearsals = [Rehearsal(seed) for seed in range(1, 41)]
    opened(rehearsals)
    outcomes: Counter[str] = Counter()
    for rehearsal in rehearsals:
        for attempt in rehearsal.play(LENGTH):
            assert answer(attempt.entries) is attempt.refused, attempt
            outcomes[attempt.refused.__name__ if attempt.refused else "written"] += 1
        assert differences(rehearsal.books) == {}
    assert len(outcomes) > 8


def accepted(rehearsal: Rehearsal) -> list[Attempt]:
    """Return what was accepted; after every attempt, accepted or refused, each fen given stands in one place."""
    kept = []
    for attempt in rehearsal.play(LENGTH):
        assert rehearsal.books.conservation(attempt.entries[0].fund_id).holds, attempt
        kept += [] if attempt.refused else [attempt]
    return kept


def written_together(seeds: range) -> int:
    """Write what was accepted in all rehearsals, the first attempts of all first; return how many entries that were."""
    rehearsals = [Rehearsal(seed) for seed in seeds]
    opened(rehearsals)
    plays = [accepted(rehearsal) for rehearsal in rehearsals]
    count = 0
    for turn in range(LENGTH):
        count += write([entry for play in plays if turn < len(play) for entry in play[turn].entries])
    assert differences(*(rehearsal.books for rehearsal in rehearsals)) == {}
    return count


def test_three_hundred_sequences_leave_the_same_balances() -> None:
    assert written_together(range(300)) > 3_000


@pytest.mark.slow
@pytest.mark.parametrize("thousands", range(0, 50, 10))
def test_fifty_thousand_sequences_leave_the_same_balances_and_conserve_every_fen(thousands: int) -> None:
    for begin in range(thousands * 1_000, (thousands + 10) * 1_000, 1_000):
        with transaction.atomic():
            assert written_together(range(begin, begin + 1_000)) > 10_000
            transaction.set_rollback(True)  # the next thousand find no more accounts than these did
