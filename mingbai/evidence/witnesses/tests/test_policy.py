"""Whom to believe: the statutory quorum, and policies that nobody should rely on."""

from itertools import combinations, count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evidence.notes.checkpoint import Checkpoint
from mingbai.evidence.notes.keys import KeyKind, SigningKey, new_key
from mingbai.evidence.notes.note import Note, NoteRefused, sign
from mingbai.evidence.witnesses.policy import PolicyRefused, QuorumMissing, parse_policy, written

LOG = new_key("log.example/1", KeyKind.LOG)
OFFICES = ("民政", "财政", "审计", "纪检")
KEYS = {office: new_key(f"witness.example/{office}", KeyKind.WITNESS) for office in OFFICES}
TEXT = f"""# 一个业务部门和一个监督部门都见证,才算数
log {LOG.verifier} https://log.example/1
witness 民政 {KEYS["民政"].verifier} http://127.0.0.1:1
witness 财政 {KEYS["财政"].verifier}
\twitness  审计\t{KEYS["审计"].verifier}
witness 纪检 {KEYS["纪检"].verifier}

group 业务 any 民政 财政
group 监督 1 审计 纪检
group 法定 all 业务 监督
quorum 法定
"""
POLICY = parse_policy(TEXT)
CHECKPOINT = Checkpoint("log.example/1", 1, bytes(32))


def note(*keys: SigningKey, checkpoint: Checkpoint = CHECKPOINT) -> Note:
    return Note(checkpoint.text, tuple(sign(checkpoint.text, key, at=7) for key in keys))


def test_one_of_each_side_is_enough_and_two_of_one_side_are_not() -> None:
    for size in range(5):
        for offices in combinations(OFFICES, size):
            both = bool({"民政", "财政"} & set(offices)) and bool({"审计", "纪检"} & set(offices))
            assert POLICY.is_met_by(offices) == both
            assert (POLICY.lacking(offices) == []) == both


def test_what_is_lacking_is_named() -> None:
    assert POLICY.lacking([]) == ["业务", "监督"]
    assert POLICY.lacking(["民政", "财政"]) == ["监督"]
    with pytest.raises(QuorumMissing) as missing:
        POLICY.vouched(note(LOG, KEYS["纪检"]), "log.example/1")
    assert "业务" in missing.value.zh
    assert "业务" in missing.value.en


def test_names_that_are_no_witness_meet_nothing() -> None:
    assert not POLICY.is_met_by(["法定", "业务", "监督", "none"])


def test_cosignatures_count_when_and_by_whom() -> None:
    assert POLICY.vouched(note(LOG, KEYS["民政"], KEYS["审计"]), "log.example/1") == {"民政": 7, "审计": 7}
    assert POLICY.urls == {"民政": "http://127.0.0.1:1"}


def test_witnesses_cannot_stand_in_for_the_log_nor_one_log_for_another() -> None:
    with pytest.raises(NoteRefused):
        POLICY.vouched(note(*KEYS.values()), "log.example/1")
    with pytest.raises(NoteRefused):
        POLICY.vouched(note(LOG, *KEYS.values()), "log.example/2")


def test_one_false_cosignature_spoils_the_note() -> None:
    good, other = note(LOG, *KEYS.values()), note(KEYS["纪检"], checkpoint=Checkpoint("log.example/1", 2, bytes(32)))
    bad = Note(good.text, (*good.signatures[:-1], other.signatures[0]))
    with pytest.raises(NoteRefused):
        POLICY.vouched(bad, "log.example/1")


def test_a_policy_is_written_and_read_back() -> None:
    again = parse_policy(written(POLICY))
    assert (again.logs, again.witnesses, again.groups, again.quorum) == (
        POLICY.logs,
        POLICY.witnesses,
        POLICY.groups,
        POLICY.quorum,
    )


def test_a_policy_may_ask_for_no_witness() -> None:
    assert parse_policy("quorum none\n").is_met_by([])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("quorum 法定\n", ""),
        ("quorum 法定\n", "quorum 法定\nquorum 法定\n"),
        ("quorum 法定\n", "quorum 谁\n"),
        ("quorum 法定\n", "quorum\n"),
        ("group 监督 1", "group 监督 3"),
        ("group 监督 1", "group 监督 0"),
        ("group 监督 1", "group 监督 -1"),
        ("group 监督 1", "group 监督 some"),
        ("group 监督 1", "group 业务 1"),
        ("group 监督 1", "group none 1"),
        ("any 民政 财政", "any 民政 民政"),
        ("1 审计 纪检", "1 审计 民政"),
        ("1 审计 纪检", "1 审计 法定"),
        ("1 审计 纪检", "1"),
        ("witness 财政", "witness 民政"),
        ("witness 财政", "witness none"),
        (str(KEYS["财政"].verifier), str(KEYS["民政"].verifier)),
        (str(KEYS["财政"].verifier), str(LOG.verifier)),
        (str(LOG.verifier), str(new_key("w", KeyKind.WITNESS).verifier)),
        ("witness 财政", "witness 财政 x"),
        ("log ", "lg "),
    ],
    ids=count(),  # keys are new each time, and two processes must give a case one name
)
def test_a_policy_that_is_not_sound_is_refused(before: str, after: str) -> None:
    assert before in TEXT
    with pytest.raises(PolicyRefused):
        parse_policy(TEXT.replace(before, after, 1))


@given(st.text(max_size=80))
def test_whatever_text_comes_is_a_policy_or_is_refused(text: str) -> None:
    for tried in (text, TEXT + text):
        try:
            assert parse_policy(tried).quorum
        except PolicyRefused:
            continue
