"""Every word of the pages is in the catalogue, with its English; no page writes past it."""

import re

import pytest
from django.template import Context, Engine
from django.utils import translation

from mingbai.web import catalogue
from mingbai.web.catalogue import WEB

TEMPLATES = sorted(path for path in WEB.rglob("*.html"))
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
SAID = re.compile(r"{% blocktranslate.*?%}.*?{% endblocktranslate %}", re.S)
CHINESE = re.compile(r"[\u3400-\u9fff]+")
SAME_EVERYWHERE = {"明", "中文"}  # the mark, and the name of a language in that language


def test_nothing_is_left_without_english() -> None:
    assert catalogue.untranslated() == []


def test_the_catalogue_keeps_nothing_that_no_page_says() -> None:
    said = {message.id for message in catalogue.found()}
    assert [message.id for message in catalogue.kept() if message.id not in said] == []


def test_english_is_english() -> None:
    assert [message.string for message in catalogue.kept() if CHINESE.search(str(message.string))] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_says_nothing_past_the_catalogue(path: object) -> None:
    assert past_the_catalogue(path.read_text(encoding="utf-8")) == []  # type: ignore[attr-defined]


def past_the_catalogue(text: str) -> list[str]:
    return [word for word in CHINESE.findall(TAGS.sub("", SAID.sub("", text))) if word not in SAME_EVERYWHERE]


def test_a_word_past_the_catalogue_is_found() -> None:
    assert past_the_catalogue("<p>{% translate '查询' %}</p>") == []
    assert past_the_catalogue("<p title='查询'>{{ x }}</p>") == ["查询"]


def test_a_count_of_one_is_said_of_one() -> None:
    template = Engine.get_default().from_string(
        "{% blocktranslate count n=n %}{{ n }}项{% plural %}{{ n }}项{% endblocktranslate %}"
    )
    with translation.override("en"):
        assert [template.render(Context({"n": n})) for n in (0, 1, 2)] == ["0 items", "1 item", "2 items"]
    with translation.override("zh-hans"):
        assert template.render(Context({"n": 1})) == "1项"
