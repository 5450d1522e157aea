"""The reference tells every operation and every record, in both languages, and loads nothing from elsewhere."""

import re
from collections import Counter
from inspect import isclass, ismodule

import pytest
from ninja import Schema

from mingbai.api import endpoints
from mingbai.api.access import OPERATIONS
from mingbai.api.reference.telling import FAMILIES, PAGED, families, named, shapes
from mingbai.api.urls import api
from mingbai.web.tests.seats import stranger

SPEC = api.get_openapi_schema(path_prefix="/api/v1/")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|(?:src|href)=.https?:", re.I)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_operation_is_told_with_what_it_is_and_who_may(language: str) -> None:
    found = families(SPEC, language)
    assert sorted(named(found)) == sorted(OPERATIONS)
    assert [family.name for family in found] == list(FAMILIES)
    for family in found:
        for one in family.operations:
            assert one.about, one.name
            assert one.who, one.name
            assert bool(re.search(r"[\u4e00-\u9fff]", one.about)) == (language == "zh"), one.name


def test_every_record_that_is_named_is_told() -> None:
    told = {shape.name for shape in shapes(SPEC, "en")}
    wanted = {word for shape in shapes(SPEC, "en") for one in shape.fields for word in re.findall(r"\w+", one.type)}
    records = {
        name for name, one in SPEC["components"]["schemas"].items() if "properties" in one and not PAGED.match(name)
    }
    assert records <= told
    assert wanted & set(SPEC["components"]["schemas"]) & records <= told


def test_every_record_has_a_name_of_its_own() -> None:
    folders = [endpoints, *(one for one in vars(endpoints).values() if ismodule(one) and hasattr(one, "__path__"))]
    modules = [one for folder in folders for one in vars(folder).values() if ismodule(one)]
    said = [one for module in modules for one in vars(module).values()]
    records = {one for one in said if isclass(one) and issubclass(one, Schema)}
    names = Counter(one.__name__ for one in records)
    assert {name for name, count in names.items() if count > 1} == set()
    assert len(names) > 50


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("language", "words"), [("zh-CN", "接口说明"), ("en", "API reference")])
def test_the_page_is_for_everybody_and_asks_nothing_of_anybody_else(language: str, words: str) -> None:
    answer = stranger().get("/api/v1/docs", headers={"Accept-Language": language})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert words in text
    assert INLINE.findall(text) == []
    assert "'self'" in answer["Content-Security-Policy"]


def test_the_description_is_openapi_3_1_and_names_no_place() -> None:
    answer = stranger().get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    assert "http://" not in answer.content.decode()
