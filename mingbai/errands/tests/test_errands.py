"""Errands: done once or not at all, told in words, stopped when their asker says so, and seen by him alone."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection, connections

from mingbai.access.models import Draft
from mingbai.config.databases import address_now
from mingbai.config.jobs.queue import undone
from mingbai.config.jobs.worker import work
from mingbai.errands import actions, queries
from mingbai.errands.doing import Cancelled, Doing
from mingbai.errands.jobs import nightly
from mingbai.errands.kinds import ERRANDS, Came, NoSuchErrand, errand
from mingbai.errands.models import Enclosure, Errand
from mingbai.errands.refused import AskedByAnother, NotThere, TooLarge, TooMany
from mingbai.errands.states import State
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import SamePerson
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import County, found_county

CAME = Came("合格2条。", "2 good.", {"good": 2})


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    """Forget after each test the kinds it declared."""
    before = dict(ERRANDS)
    yield
    ERRANDS.clear()
    ERRANDS.update(before)


@pytest.fixture
def county(desk: None) -> County:
    return found_county()


@pytest.fixture
def clerk(county: County) -> Actor:
    return county.post(county.office(Kind.CIVIL_AFFAIRS), Role.HANDLER)


def written() -> int:
    return Draft.objects.count()


def write(doing: Doing) -> None:
    """Write something in the errand's transaction."""
    Draft.objects.create(officer_id=doing.actor.id, form="/x", sealed=b"x", kept_at=doing.at)


def asked(run: Callable[..., Came], clerk: Actor, county: County, **more: object) -> Errand:
    ERRANDS.pop("access.trying", None)
    errand("access.trying", title="试办", title_en="Try")(run)
    errand_id = actions.ask("access.trying", subject="2026-11", by=clerk, at=county.at, **more)  # type: ignore[arg-type]
    return Errand.objects.get(pk=errand_id)


def done(one: Errand, county: County) -> Errand:
    actions.perform(errand_id=one.pk, at=county.at)
    one.refresh_from_db()
    return one


def test_an_errand_is_done_as_its_asker_with_what_he_sent(county: County, clerk: Actor) -> None:
    def run(doing: Doing, *, month: str) -> Came:
        assert doing.actor == clerk
        (name, content) = doing.files[0]
        write(doing)
        doing.phase("读取", "reading", of=2)
        doing.step(2)
        doing.give("结果.csv", content + b"!")
        return Came(f"{month}：{name}已办。", f"{month}: {name} done.", {"lines": 2})

    one = asked(run, clerk, county, files=[("名册.xlsx", b"PK")], month="2026-11")
    assert one.state == State.WAITING
    assert [job.name for job in undone()][-1:] == ["errands.perform"]
    ended = done(one, county)
    assert (ended.state, ended.told_zh, ended.told_en) == (
        State.DONE,
        "2026-11：名册.xlsx已办。",
        "2026-11: 名册.xlsx done.",
    )
    assert ended.result == {"lines": 2}
    assert [file.name for file in queries.results_of(ended)] == ["结果.csv"]
    assert queries.result(ended, 0) == ("结果.csv", b"PK!")
    assert queries.result(ended, 1) is None
    assert written() == 1


def test_files_lie_sealed(county: County, clerk: Actor) -> None:
    asked(lambda doing: CAME, clerk, county, files=[("a.csv", b"370811195003070012")])
    assert b"370811195003070012" not in bytes(Enclosure.objects.get().sealed)


def test_a_refusal_is_told_and_nothing_remains(county: County, clerk: Actor) -> None:
    def run(doing: Doing) -> Came:
        write(doing)
        raise SamePerson

    ended = done(asked(run, clerk, county), county)
    assert ended.state == State.REFUSED
    assert (ended.told_zh, ended.told_en) == (SamePerson().zh, SamePerson().en)
    assert written() == 0


def test_a_fault_is_told_without_its_details_and_nothing_remains(
    county: County, clerk: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    def run(doing: Doing) -> Came:
        write(doing)
        raise KeyError("370811195003070012")

    ended = done(asked(run, clerk, county), county)
    assert ended.state == State.FAILED
    assert f"任务号{ended.pk}" in ended.told_zh
    assert f"task {ended.pk}" in ended.told_en
    assert "KeyError" not in ended.told_zh + ended.told_en
    assert "access.trying" in caplog.text
    assert written() == 0


def test_who_lost_the_post_meanwhile_is_refused(county: County, clerk: Actor) -> None:
    asked(lambda doing: CAME, clerk, county)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) + 1 FROM offices_post")
        (nobody,) = cursor.fetchone() or (0,)
    other = Errand.objects.create(
        officer_id=clerk.id, post=nobody, kind="access.trying", subject="x", asked_at=county.at
    )
    ended = done(other, county)
    assert ended.state == State.REFUSED
    assert f"岗位{nobody}" in ended.told_zh


def test_done_twice_it_is_done_once(county: County, clerk: Actor) -> None:
    def run(doing: Doing) -> Came:
        write(doing)
        return CAME

    one = done(asked(run, clerk, county), county)
    done(one, county)
    assert written() == 1


def test_who_clicks_twice_asks_once(county: County, clerk: Actor) -> None:
    first = asked(lambda doing: CAME, clerk, county, once="370811/2026-11")
    assert actions.ask("access.trying", subject="x", by=clerk, at=county.at, once="370811/2026-11") == first.pk
    assert actions.ask("access.trying", subject="x", by=clerk, at=county.at, once="370811/2026-12") != first.pk
    done(first, county)
    assert actions.ask("access.trying", subject="x", by=clerk, at=county.at, once="370811/2026-11") > first.pk


def test_who_asks_for_what_another_asked_is_told_by_whom(county: County, clerk: Actor) -> None:
    asked(lambda doing: CAME, clerk, county, once="370811/2026-11")
    other = county.post(county.office(Kind.FINANCE), Role.REVIEWER)
    with pytest.raises(AskedByAnother, match="2026-11"):
        actions.ask("access.trying", subject="x", by=other, at=county.at, once="370811/2026-11")


def test_two_with_one_word_cannot_be_open(county: County, clerk: Actor) -> None:
    asked(lambda doing: CAME, clerk, county, once="one")
    with pytest.raises(IntegrityError, match="errands_once_at_a_time"):
        Errand.objects.create(
            officer_id=clerk.id, post=1, kind="access.trying", once="one", subject="x", asked_at=county.at
        )


def test_an_errand_that_ended_never_begins_again(county: County, clerk: Actor) -> None:
    one = done(asked(lambda doing: CAME, clerk, county), county)
    with pytest.raises(Exception, match="Invalid transition"):
        Errand.objects.filter(pk=one.pk).update(state=State.RUNNING.value, ended_at=None)


def test_one_that_waits_is_cancelled_at_once(county: County, clerk: Actor) -> None:
    def run(doing: Doing) -> Came:
        raise AssertionError

    one = asked(run, clerk, county)
    actions.cancel(errand_id=one.pk, by=clerk, at=county.at)
    assert done(one, county).state == State.CANCELLED


def test_nobody_cancels_or_sees_anothers(county: County, clerk: Actor) -> None:
    one = asked(lambda doing: CAME, clerk, county)
    other = county.post(county.office(Kind.FINANCE), Role.REVIEWER)
    with pytest.raises(NotThere):
        actions.cancel(errand_id=one.pk, by=other, at=county.at)
    assert queries.errand_of(other.id, one.pk) is None
    assert queries.errand_of(clerk.id, one.pk) == one


def test_too_many_and_too_large_are_refused(county: County, clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchErrand):
        actions.ask("access.nothing", subject="x", by=clerk, at=county.at)
    monkeypatch.setattr(actions, "LARGEST", 3)
    with pytest.raises(TooLarge, match=r"a\.csv"):
        asked(lambda doing: CAME, clerk, county, files=[("a.csv", b"1234")])
    monkeypatch.setattr(actions, "MOST_OPEN", 1)
    asked(lambda doing: CAME, clerk, county)
    with pytest.raises(TooMany):
        actions.ask("access.trying", subject="x", by=clerk, at=county.at)


def test_how_far_it_is_and_how_long_it_takes_are_told(county: County, clerk: Actor) -> None:
    first = asked(lambda doing: CAME, clerk, county)
    second = Errand.objects.get(pk=actions.ask("access.trying", subject="x", by=clerk, at=county.at))
    assert queries.standing(second, county.at).ahead == 1
    assert not queries.standing(first, county.at).is_silent
    assert queries.standing(first, county.at + timedelta(minutes=1)).is_silent
    running = Errand(
        state=State.RUNNING, done=25, total=100, phase_at=county.at, asked_at=county.at, officer_id=clerk.id
    )
    told = queries.standing(running, county.at + timedelta(seconds=10))
    assert (told.share, told.left) == (25, timedelta(seconds=30))
    assert queries.standing(Errand(state=State.RUNNING, asked_at=county.at), county.at).left is None


def test_news_are_what_is_open_or_unseen(county: County, clerk: Actor) -> None:
    one = asked(lambda doing: CAME, clerk, county)
    assert queries.news_for(clerk.id) == 1
    actions.note_seen(errand_id=one.pk, by=clerk, at=county.at)
    assert queries.news_for(clerk.id) == 1  # it has not ended
    done(one, county)
    actions.note_seen(errand_id=one.pk, by=clerk, at=county.at)
    assert queries.news_for(clerk.id) == 0


def test_after_thirty_days_it_is_forgotten_with_its_files(county: County, clerk: Actor) -> None:
    one = done(asked(lambda doing: CAME, clerk, county, files=[("a", b"1")]), county)
    assert one.ended_at is not None
    asked(lambda doing: CAME, clerk, county)
    nightly(at=one.ended_at + timedelta(days=29))
    assert Errand.objects.count() == 2
    nightly(at=one.ended_at + timedelta(days=31))
    assert Errand.objects.count() == 1
    assert not Enclosure.objects.exists()


def test_progress_is_seen_and_a_cancelled_one_is_undone_while_it_runs(fresh_desk: str) -> None:
    county = found_county()
    clerk = county.post(county.office(Kind.CIVIL_AFFAIRS), Role.HANDLER)
    seen: list[tuple[str, int, int]] = []

    def run(doing: Doing) -> Came:
        write(doing)
        doing.phase("逐行核对", "checking lines", of=100)
        doing.told_at = 0.0
        doing.reach(40)
        with psycopg.connect(address_now("default"), autocommit=True) as beside:
            while not seen or seen[-1][1] != 40:
                seen.append(beside.execute("SELECT phase_zh, done, total FROM errands_errand").fetchone())  # type: ignore[arg-type]
            beside.execute("UPDATE errands_errand SET cancel_asked_at = now()")
        for number in range(41, 100):
            doing.told_at = 0.0
            doing.reach(number)
        return CAME

    one = asked(run, clerk, county)
    work(wait=False)
    connections.close_all()
    one.refresh_from_db()
    assert seen[-1] == ("逐行核对", 40, 100)
    assert one.state == State.CANCELLED
    assert one.done < 99
    assert written() == 0
    assert [job for job in undone() if job.name == "errands.perform"] == []


def test_nothing_is_written_of_one_cancelled_at_its_very_end(fresh_desk: str) -> None:
    county = found_county()
    clerk = county.post(county.office(Kind.CIVIL_AFFAIRS), Role.HANDLER)

    def run(doing: Doing) -> Came:
        write(doing)
        with psycopg.connect(address_now("default"), autocommit=True) as beside:
            beside.execute("UPDATE errands_errand SET cancel_asked_at = now()")
        doing.phase("登记", "writing down")
        return CAME

    one = asked(run, clerk, county)
    actions.perform(errand_id=one.pk, at=county.at)
    one.refresh_from_db()
    assert one.state == State.CANCELLED
    assert written() == 0


def test_cancelled_is_no_refusal() -> None:
    assert not hasattr(Cancelled, "in_language")
