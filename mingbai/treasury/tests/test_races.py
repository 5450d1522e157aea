"""Several at once: the last fen is spent once, a file is sent once, and nobody waits in a circle."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections, transaction

from mingbai.config.testing import Base
from mingbai.treasury import actions, models, queries, refused
from mingbai.treasury.ladder import Rung
from mingbai.treasury.tests.world import BANK, CIVIL, FINANCE, in_october

pytestmark = pytest.mark.requirement("R-615")


def outcome(act: Callable[[], Any]) -> str:
    """Return `written`, or which refusal it was; on a connection of the thread's own."""
    try:
        act()
    except refused.Refused as why:
        return type(why).__name__
    finally:
        connections.close_all()
    return "written"


def reserve(fund_id: int, fen: int, name: str) -> Callable[[], Any]:
    return lambda: actions.move_money("reserve", fund_id=fund_id, fen=fen, name=name, paper=CIVIL)


def waits_for_a_lock(base: Base, database: str) -> bool:
    with base.administrator() as admin:
        found = admin.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'", [database]
        ).fetchone()
    return bool(found and found[0])


def test_who_comes_second_for_the_last_fen_waits_and_is_refused_with_a_sentence(base: Base, fresh_desk: str) -> None:
    fund_id = in_october()  # 200 fen are planned and not reserved
    written, go_on = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            reserve(fund_id, 200, "first")()
            written.set()
            assert go_on.wait(20)

    with ThreadPoolExecutor(2) as pool:
        early = pool.submit(outcome, first)
        assert written.wait(20)
        late = pool.submit(outcome, reserve(fund_id, 1, "second"))
        deadline = time.monotonic() + 20
        while not waits_for_a_lock(base, fresh_desk):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        go_on.set()
        assert (early.result(), late.result()) == ("written", "NotEnough")
    assert queries.ladder(fund_id)[Rung.PLANNED] == 0


def test_of_many_who_want_the_last_fen_as_many_get_some_as_there_is(fresh_desk: str) -> None:
    fund_id = in_october()
    start = Barrier(8)

    def act(number: int) -> str:
        start.wait()
        return outcome(reserve(fund_id, 60, str(number)))

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(act, range(8))) == {"written": 3, "NotEnough": 5}
    assert queries.ladder(fund_id)[Rung.PLANNED] == 20
    assert queries.where_it_is(fund_id).holds


def test_a_file_sent_and_answered_by_many_at_once_counts_once(fresh_desk: str) -> None:
    fund_id, start = in_october(), Barrier(8)
    actions.move_money("reserve", fund_id=fund_id, fen=100, name="more", paper=CIVIL)

    def act(number: int) -> list[str]:
        start.wait()
        sends = outcome(lambda: actions.instruct(fund_id=fund_id, file="F2", payments_fen={"N1": 50}, paper=FINANCE))
        settles, rejects = (
            outcome(lambda act=act: act(end_to_end_ids=["2026-P1-1"], paper=BANK))  # type: ignore[misc]
            for act in (actions.settle, actions.reject)[:: 1 if number % 2 else -1]
        )
        return [sends, settles, rejects]

    with ThreadPoolExecutor(8) as pool:
        outcomes = Counter(answer for answers in pool.map(act, range(8)) for answer in answers)
    assert set(outcomes) == {"written", "AlreadyResolved"}
    assert models.Transfer.objects.filter(code="instruct", fund_id=fund_id).count() == 2
    assert models.Transfer.objects.filter(pending_id=actions.payment_id("2026-P1-1")).count() == 1
    assert queries.where_it_is(fund_id).holds


def test_entries_in_both_directions_never_wait_in_a_circle(fresh_desk: str) -> None:
    funds = [in_october(year) for year in (2025, 2026)]

    def act(number: int) -> str:
        one, other = funds[:: 1 if number % 2 else -1]
        moves = ("plan", "unplan") if number % 3 else ("unplan", "plan")
        entries = [
            actions.single(code, fund_id=fund_id, fen=1, name=str(number), paper=FINANCE)
            for fund_id in (one, other)
            for code in moves
        ]
        return outcome(lambda: actions.write(entries))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(act, range(120))) == {"written"}
    for fund_id in funds:
        assert queries.ladder(fund_id)[Rung.AVAILABLE] == 100


def test_a_year_does_not_close_under_an_entry_that_is_being_written(base: Base, fresh_desk: str) -> None:
    fund_id = in_october()
    actions.settle(end_to_end_ids=[f"2026-P{number}-1" for number in (1, 2, 3)], paper=BANK)
    actions.move_money("release", fund_id=fund_id, fen=100, name="held line", paper=CIVIL)
    written, go_on = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            reserve(fund_id, 5, "late")()
            written.set()
            assert go_on.wait(20)

    with ThreadPoolExecutor(2) as pool:
        early = pool.submit(outcome, first)
        assert written.wait(20)
        late = pool.submit(outcome, lambda: actions.close_year(fund_id=fund_id, paper=FINANCE))
        deadline = time.monotonic() + 20
        while not waits_for_a_lock(base, fresh_desk):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        go_on.set()
        assert early.result() == "written"
        assert late.result() in ("UnableToClose", "NotEnough")
    assert not models.Closing.objects.exists()
    connection.close()
