"""Every part of a page, once: as text, and in a real browser in two languages, two sizes and large type."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.template import Context, Engine
from django.test import override_settings
from playwright.sync_api import Browser

from mingbai.kernel.month import Month
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.parts import tags
from mingbai.web.tests import browsing
from mingbai.web.tests.seats import Seats

WITH_SAMPLE = "mingbai.web.tests.sample"


def rendered(text: str, **about: object) -> str:
    return Engine.get_default().from_string(text).render(Context(about))


@pytest.mark.parametrize(("fen", "said"), [(None, "--"), (0, "0.00"), (124_000, "1,240.00"), (-5, "-0.05")])
def test_nothing_known_is_not_nought(fen: int | None, said: str) -> None:
    assert tags.money(fen) == said


@pytest.mark.parametrize(
    ("on", "chip", "tone"),
    [
        (date(2026, 11, 25), "剩3天", "amber"),
        (date(2026, 11, 26), "剩4天", "blue"),
        (date(2026, 11, 22), "今天到期", "amber"),
        (date(2026, 11, 21), "逾期1天", "red"),
        (None, "无时限", "grey"),
    ],
)
def test_a_chip_counts_the_days_where_the_desk_is(on: date | None, chip: str, tone: str) -> None:
    assert (tags.countdown(on), tags.urgency(on)) == (chip, tone)


def test_months_days_and_articles_are_said_as_people_say_them() -> None:
    assert tags.month(Month(2026, 11)) == "2026年11月"
    assert tags.month(None) == tags.day(None) == tags.moment(None) == "--"
    assert tags.weekday(date(2026, 11, 22)) == "周日"
    guide, model = "伊民规〔2022〕2号第二部分（四）2", "《救助资金发放监管规定》第三部分（一）"
    assert tags.cited(("YC-2022-2#2.4.2", "GEN#3.1")) == f"{guide}；{model}"
    assert tags.cited_one_by_one("GEN#3.1") == f'<span class="cite" title="GEN#3.1">{model}</span>'
    assert tags.cited("LAW-2026#18.p2") == "《社会救助法》第18条第2款"


def test_what_somebody_typed_is_never_markup() -> None:
    assert "<b>" not in rendered('<c-tag tone="red">{{ x }}</c-tag>', x="<b>")
    assert "<b>" not in rendered('<c-masked value="{{ x }}" />', x="<b>")


@pytest.fixture
def with_sample() -> Iterator[None]:
    from mingbai.rights import SIGNED_IN
    from mingbai.web import access

    with override_settings(ROOT_URLCONF=WITH_SAMPLE), pytest.MonkeyPatch.context() as patched:
        patched.setattr(access, "ADDRESSES", {**access.ADDRESSES, "today.sample": SIGNED_IN})
        yield


@pytest.mark.usefixtures("with_sample")
@pytest.mark.parametrize(
    ("asked", "rows", "says"),
    [
        ({}, 20, "第1/14页"),
        ({"size": "50", "page": "6"}, 20, "第6/6页"),
        ({"size": "7"}, 20, "第1/14页"),
        ({"page": "999"}, 10, "第14/14页"),
        ({"page": "x", "size": "²"}, 20, "第1/14页"),
    ],
)
def test_a_long_list_comes_in_pages(seats: Seats, asked: dict[str, str], rows: int, says: str) -> None:
    text = seats.client().get("/sample", asked).content.decode()

    assert text.count('<tr class="row-') == rows
    assert says in text


@pytest.mark.slow
@pytest.mark.skipif(not browsing.CHROMIUM, reason=browsing.WHY_NOT)
@pytest.mark.usefixtures("with_sample")
def test_every_part_is_whole_in_a_browser(seats: Seats) -> None:
    session = seats.session_of(seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER])
    with browsing.served() as at, browsing.a_browser() as browser:
        for lang in browsing.LANGUAGES:
            for size in browsing.SIZES:
                for look in ("", "large"):
                    looked_at(browser, at, session, lang, size, look)
        drawer_holds_the_focus(browser, at, session)
        typed_is_typed_again(browser, at, session)


def looked_at(browser: Browser, at: str, session: str, lang: str, size: str, look: str) -> None:
    context = browsing.window(browser, at, session, lang=lang, size=size, look=look)
    page = context.new_page()
    page.goto("/sample")
    browsing.settled(page)
    browsing.shot(page, f"sample-{lang}-{size}{'-large' if look else ''}")

    assert page.evaluate("document.activeElement.matches('.problems')")
    assert browsing.faults_of(page) == []
    assert browsing.stray(page) == []
    context.close()


def drawer_holds_the_focus(browser: Browser, at: str, session: str) -> None:
    context = browsing.window(browser, at, session)
    page = context.new_page()
    page.goto("/sample")
    browsing.settled(page)
    page.click("[data-drawer] >> nth=2")
    page.wait_for_selector("#drawer.show:not(.showing)")
    page.wait_for_selector("#drawer-body a")
    browsing.shot(page, "sample-drawer")

    assert page.inner_text("#drawer-title") == "查看完整信息"
    assert browsing.faults_of(page) == []
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.wait_for_selector("#drawer", state="hidden")
    assert page.evaluate("[...document.querySelectorAll('[data-drawer]')].indexOf(document.activeElement)") == 2
    context.close()


def typed_is_typed_again(browser: Browser, at: str, session: str) -> None:
    """Type, lose the page, come back; then begin anew."""
    context = browsing.window(browser, at, session)
    page = context.new_page()
    page.goto("/sample?untouched")
    browsing.settled(page)
    with page.expect_response("**/draft"):
        page.locator("form[data-draft] [name=amount]").fill("1240")
    page.goto("/")

    page.goto("/sample?untouched")
    browsing.settled(page)
    page.wait_for_selector("[data-draft-told]:not([hidden])")
    assert page.locator("form[data-draft] [name=amount]").input_value() == "1240"
    with page.expect_response("**/draft?form=*"):
        page.click("[data-draft-told] button")

    page.goto("/sample?untouched")
    browsing.settled(page)
    assert page.locator("form[data-draft] [name=amount]").input_value() == ""
    context.close()
