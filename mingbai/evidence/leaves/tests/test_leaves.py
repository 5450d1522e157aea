"""Leaves and commitments: what was logged can be proved field by field, guessed by nobody, and erased."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.evidence.leaves.canonical import canonical
from mingbai.evidence.leaves.commitments import (
    Opening,
    commitments,
    is_opened_by,
    new_record_key,
    opened,
    record_digest,
    spelt_commitments,
)
from mingbai.evidence.leaves.leaf import Leaf, LeafRefused, Said, entry_of, parse_leaf, spelt

KEY = bytes(range(32))
RECORD = {"account": "6217000000000000000", "fen": 65_000, "name": "某某"}
LEAF = Leaf(
    type="payments.instructed",
    subject="payments.attempt/17",
    by="officer/3",
    time="2026-11-01T08:00:00.000000Z",
    digest=record_digest(KEY, RECORD),
    commitments=commitments(KEY, RECORD),
    region="370830",
    month="2026-11",
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
records = st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), values, min_size=1, max_size=5)


@settings(deadline=None)
@given(records, st.data())
def test_a_field_opens_its_own_commitment_and_no_other(record: dict[str, Any], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(record)))
    said, opening = commitments(KEY, record), opened(KEY, field, record[field])
    assert is_opened_by(said[field], opening)
    for other in set(record) - {field}:
        assert not is_opened_by(said[other], opening)
        assert not is_opened_by(said[other], Opening(other, record[other], opening.key))
    for value in ("x", 1, None, True, False, 0):
        if (value, type(value)) != (record[field], type(record[field])):
            assert not is_opened_by(said[field], Opening(field, value, opening.key))


@settings(deadline=None)
@given(records, st.sets(st.sampled_from("abcdefgh")))
def test_digest_and_commitments_made_together_are_those_made_singly(record: dict[str, Any], told: set[str]) -> None:
    said = {field: text for field, text in commitments(KEY, record).items() if field not in told}
    assert spelt_commitments(KEY, record, told) == (record_digest(KEY, record), canonical(said).decode())


@settings(deadline=None)
@given(st.lists(texts, min_size=12, max_size=12), st.integers(0, 10**12))
def test_an_entry_is_the_canonical_json_of_what_it_says(said: list[str], sequence: int) -> None:
    fields = dict(zip(Said._fields, said, strict=True)) | {"commitments": canonical(LEAF.commitments).decode()}
    optional = ("post", "organisation", "fund", "region", "programme", "month")
    known = {name: text for name, text in fields.items() if text or name not in optional}
    whole = known | {"commitments": LEAF.commitments, "form": "mingbai-leaf/1", "sequence": sequence}
    assert entry_of(Said(**fields), sequence) == canonical(whole)


@pytest.mark.parametrize("spelt", ["", "{}x", '{"a": "b"}', '{"a":"b"},"form":"x"', '{"a":0.5}', '"x"', "[]", "{,}"])
def test_what_only_passes_for_commitments_is_refused(spelt: str) -> None:
    with pytest.raises(LeafRefused):
        entry_of(Said._make([*["x"] * 11, spelt]), 0)


def test_an_opening_tells_nothing_that_opens_another_field() -> None:
    opening = opened(KEY, "fen", RECORD["fen"])
    assert opening.key not in (KEY, opened(KEY, "account", RECORD["account"]).key)
    assert not is_opened_by(LEAF.commitments["account"], Opening("account", RECORD["account"], opening.key))


def test_the_same_record_twice_looks_different_so_that_nobody_can_guess_it() -> None:
    one, other = new_record_key(), new_record_key()
    assert not set(commitments(one, RECORD).values()) & set(commitments(other, RECORD).values())
    assert record_digest(one, RECORD) != record_digest(other, RECORD)


def test_no_plain_hash_of_a_field_is_in_the_leaf() -> None:
    entry = LEAF.entry(0).decode()
    for value in ("6217000000000000000", "某某"):
        assert value not in entry
        for name in ("sha256", "md5", "sha1"):
            for raw in (value.encode(), canonical(value), canonical(["account", value])):
                assert hashlib.new(name, raw).hexdigest() not in entry


def test_a_longer_or_shorter_key_opens_nothing() -> None:
    opening = opened(KEY, "fen", RECORD["fen"])
    assert not is_opened_by(LEAF.commitments["fen"], Opening("fen", RECORD["fen"], opening.key + b"\0"))
    with pytest.raises(AssertionError):
        commitments(b"short", RECORD)


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), values)
def test_commitments_are_the_hmac_of_the_standard(key: bytes, value: Any) -> None:
    field_key = hmac.digest(key, b"mingbai/field/1\nname", "sha256")
    assert opened(key, "name", value).key == field_key
    said = hmac.digest(field_key, canonical(["name", value]), "sha256").hex()
    assert commitments(key, {"name": value}) == {"name": said}


def test_the_digest_is_sm3() -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this machine's OpenSSL has no SM3 to compare with")
    whole = hmac.digest(KEY, b"mingbai/record/1\n", "sha256")
    assert record_digest(KEY, RECORD) == hmac.digest(whole, canonical(RECORD), "sm3").hex()


def test_a_record_changed_by_one_fen_has_another_digest() -> None:
    assert record_digest(KEY, RECORD | {"fen": 65_001}) != record_digest(KEY, RECORD)


def test_a_leaf_is_written_and_read_back() -> None:
    assert parse_leaf(LEAF.entry(7)) == (LEAF, 7)
    assert b'"fund"' not in LEAF.entry(7)  # what is not known is left out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"sequence":7', b'"sequence":-7'),
        (b'"sequence":7', b'"sequence":true'),
        (b'"sequence":7', b'"sequence":"7"'),
        (b'"sequence":7,', b""),
        (b"mingbai-leaf/1", b"mingbai-leaf/2"),
        (b'"by":"officer/3"', b'"by":""'),
        (b'"by":"officer/3"', b'"by":null'),
        (b'"by":"officer/3"', b'"by":3'),
        (b"08:00:00.000000Z", b"8:00:00Z"),
        (b"2026-11-01T", b"2026-13-01T"),
        (b"payments.instructed", b"Paid"),
        (b'"region":"370830"', b'"region":"370830","remark":"x"'),
        (b'"region":"370830"', b'"region":null'),
        (b'"digest":"', b'"digest":"0'),
        (b":", b": "),
    ],
)
def test_what_is_only_nearly_a_leaf_is_refused(before: bytes, after: bytes) -> None:
    entry = LEAF.entry(7)
    assert before in entry
    with pytest.raises(LeafRefused):
        parse_leaf(entry.replace(before, after, 1))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_refused_or_written_back(raw: bytes) -> None:
    for tried in (raw, LEAF.entry(7) + raw, raw[:2] + LEAF.entry(7)[2:]):
        try:
            leaf, sequence = parse_leaf(tried)
        except LeafRefused:
            continue
        assert leaf.entry(sequence) == tried


def test_moments_are_spelt_in_utc_and_need_their_zone() -> None:
    beijing = timezone(timedelta(hours=8))
    assert spelt(datetime(2026, 11, 1, 16, tzinfo=beijing)) == spelt(datetime(2026, 11, 1, 8, tzinfo=UTC))
    with pytest.raises(LeafRefused):
        spelt(datetime(2026, 11, 1))
