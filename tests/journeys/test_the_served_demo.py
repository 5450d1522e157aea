"""The demo's console as a new user meets it: the address that is printed, a key from the table, today's tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from mingbai.cli.demo.story import FIRST, at_its_own_desk
from mingbai.cli.voice import Lang, Voice

NOW = datetime(2026, 8, 22, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Seen:
    """What a browser showed to somebody who came in."""

    heading: str
    tasks: list[str]
    address: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """Serve a town's desk, a month paid and the next begun; yield where, and who → staff number and password."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patched, at_its_own_desk(folder):
        from mingbai.cli.demo.acts import Play
        from mingbai.cli.demo.keys import give
        from mingbai.web.tests.browsing import served

        play = Play(Voice(Lang.EN), folder, "town", 20261101, FIRST)
        with play.opened():
            play.pay(FIRST)
            left = play.leave(FIRST.next())
            assert play.cast is not None
            given = give(play.cast, left, left.at)
            patched.setattr("django.utils.timezone.now", lambda: NOW)
            with served() as at:
                yield at, {one.part_en: (one.number, one.password) for one in given}


def came_in(at: str, number: str, password: str) -> Seen:
    """Come in at the address the demo prints; return what is there."""
    from mingbai.web.tests.browsing import a_browser

    with a_browser() as browser:
        page = browser.new_page(base_url=at, locale="zh-CN")
        page.goto(f"/?month={FIRST}")
        page.fill("input[name=number]", number)
        page.fill("input[name=password]", password)
        page.click("form button.btn-primary")
        page.wait_for_selector(".today")
        tasks = page.locator("[aria-labelledby=mine] .task-title").all_inner_texts()
        return Seen(page.inner_text("h1"), tasks, page.url)


@pytest.mark.parametrize(
    ("part", "task"),
    [
        ("township clerk", "提报月度台账"),
        ("village head", "村（社区）签字"),
        ("county officer, reviews", "认定结果"),
        ("bank teller", "报告整改结果"),
        ("auditor", "销号"),
        ("security administrator", "批准任职"),
    ],
)
def test_whoever_has_a_key_of_the_table_comes_to_todays_tasks_and_finds_work(
    served: tuple[str, dict[str, tuple[str, str]]], part: str, task: str
) -> None:
    at, keys = served

    seen = came_in(at, *keys[part])

    assert seen.heading == "今日待办"
    assert task in seen.tasks
    assert seen.address == f"{at}/?month={FIRST}"


def test_every_run_makes_passwords_of_its_own(served: tuple[str, dict[str, tuple[str, str]]]) -> None:
    passwords = [password for _, password in served[1].values()]

    assert len({*passwords}) == len(passwords) == 16
    assert min(map(len, passwords)) >= 14
