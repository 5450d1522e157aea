"""Canonical JSON is the one of RFC 8785: our encoder and another's agree on everything that is logged."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evidence.leaves.canonical import MOST, NotCanonical, canonical, parse_canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.from_regex(r"[A-Za-z0-9_.:/-]{1,12}", fullmatch=True)
scalars = st.none() | st.booleans() | st.integers(-MOST, MOST) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=12
)


@given(values)
def test_another_implementation_of_the_standard_spells_it_alike(value: Any) -> None:
    raw = canonical(value)
    assert raw == rfc8785.dumps(value)
    assert parse_canonical(raw) == value


def test_the_strings_of_the_standard() -> None:
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical({"string": text}) == b'{"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical({"b": 1, "a": {"10": True, "9": None}}) == b'{"a":{"10":true,"9":null},"b":1}'


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), MOST + 1, -MOST - 1, b"x", {1: 2}, {"名": 1}, {"": 1}, {"a b": 1}, {1, 2}, "\ud800", object()],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_logged_is_refused(value: Any) -> None:
    for tried in (value, [value], {"deep": [{"deeper": value}]}):
        with pytest.raises(NotCanonical):
            canonical(tried)


def test_what_is_nested_without_end_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(NotCanonical):
        canonical(endless)
    with pytest.raises(NotCanonical):
        parse_canonical(b"[" * 100_000)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1.0}', b'{"a":1,"a":1}', b'"\\u0041"', b"\xff", b"1e2", b"NaN"],
)
def test_other_spellings_are_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse_canonical(raw)
