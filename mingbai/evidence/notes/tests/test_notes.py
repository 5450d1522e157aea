"""Notes, keys and checkpoints: the reference of C2SP is read, and nothing that is only nearly one."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded
from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.keyfile import KeyFileExposed, load_or_make_key
from mingbai.evidence.notes.keys import (
    KeyKind,
    KeyRefused,
    SigningKey,
    VerifierKey,
    new_key,
    parse_signer,
    parse_verifier,
    signed_at,
)
from mingbai.evidence.notes.note import MOST_BYTES, MOST_SIGNATURES, Note, NoteRefused, parse_note, sign

# The examples of golang.org/x/mod/sumdb/note, RFC-like vectors that every implementation of notes is tried on.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAYING = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
BY_PETER = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SIGNED = f"{SAYING}\n{BY_PETER}".encode()

LOG, WITNESS = new_key("log.example/1", KeyKind.LOG), new_key("见证.example/审计", KeyKind.WITNESS)
CHECKPOINT = Checkpoint("log.example/1", 5, bytes(range(32)))


def test_a_note_of_the_reference_is_read_verified_and_written_back() -> None:
    note = parse_note(SIGNED)
    assert note.text == SAYING
    assert list(note.verified([parse_verifier(PETER)])) == [parse_verifier(PETER)]
    assert bytes(note) == SIGNED
    assert str(parse_verifier(PETER)) == PETER


def test_a_false_signature_of_a_known_key_refuses_the_whole_note() -> None:
    note = parse_note(SIGNED.replace(b"answer", b"anwser"))
    with pytest.raises(NoteRefused):
        note.verified([parse_verifier(PETER)])


def test_signatures_by_strangers_are_passed_over() -> None:
    stranger = new_key("PeterNeumann", KeyKind.LOG)  # the same name, another key
    note = parse_note(SIGNED).with_signatures([sign(SAYING, stranger)])
    assert list(note.verified([parse_verifier(PETER)])) == [parse_verifier(PETER)]
    assert note.verified([LOG.verifier]) == {}


@pytest.mark.parametrize("key", [LOG, WITNESS], ids=["log", "witness"])
def test_what_a_key_signs_it_accepts_and_one_bit_of_anything_else_it_does_not(key: SigningKey) -> None:
    signature = sign(CHECKPOINT.text, key, at=1_700_000_000).value
    assert key.verifier.accepts(CHECKPOINT.text, signature)
    for bit in range(len(signature) * 8):
        changed = (int.from_bytes(signature) ^ 1 << bit).to_bytes(len(signature))
        assert not key.verifier.accepts(CHECKPOINT.text, changed)
    assert not key.verifier.accepts(CHECKPOINT.text.replace("5", "6"), signature)
    assert not key.verifier.accepts(CHECKPOINT.text, signature[:-1])
    assert not key.verifier.accepts(CHECKPOINT.text, b"")


def test_a_cosignature_states_its_moment_and_no_moment_after_2_to_the_63() -> None:
    assert signed_at(sign(CHECKPOINT.text, WITNESS, at=1_679_315_147).value) == 1_679_315_147
    assert not WITNESS.verifier.accepts(CHECKPOINT.text, sign(CHECKPOINT.text, WITNESS, at=1 << 63).value)


def test_a_log_key_and_a_witness_key_of_one_seed_are_different_keys() -> None:
    seed = bytes(32)
    log, witness = (SigningKey("same", kind, seed).verifier for kind in KeyKind)
    assert log.public == witness.public
    assert log.id != witness.id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        SAYING.encode(),
        SIGNED[:-1],
        SIGNED + b"\n",
        SIGNED.replace(b"\n\n", b"\n"),
        SIGNED.replace(b"problem,", b"problem,\r"),
        SIGNED.replace(b"problem,", b"\xff"),
        SIGNED.replace("— ".encode(), b"- "),
        SIGNED.replace(b"PeterNeumann", b"Peter+Neumann"),
        SIGNED.replace(b"PeterNeumann", b"Peter Neumann"),
        SIGNED.replace(b"PeterNeumann", "Peter\u3000Neumann".encode()),
        SIGNED.replace(b"PeterNeumann", b""),
        SIGNED.replace(b"nAM=", b"nAN="),  # stray bits
        SIGNED.replace(b"nAM=", b"nAM"),
        SIGNED.replace(b"nAM=", b"nAM=="),
        SIGNED.replace(b"x08go/", b"x08go_"),
        f"{SAYING}\n— PeterNeumann x08gow==\n".encode(),  # an id and no signature
        SIGNED + BY_PETER.encode() * MOST_SIGNATURES,
        b"x" * MOST_BYTES + SIGNED,
    ],
)
def test_what_is_only_nearly_a_note_is_refused(raw: bytes) -> None:
    with pytest.raises(NoteRefused):
        parse_note(raw)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_whatever_bytes_come_are_a_note_that_is_written_back_or_are_refused(raw: bytes) -> None:
    for tried in (raw, SAYING.encode() + b"\n" + raw, raw + BY_PETER.encode()):
        try:
            note = parse_note(tried)
        except NoteRefused:
            continue
        assert bytes(note) == tried


def test_a_checkpoint_of_the_reference_is_read_and_written_back() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = parse_checkpoint(text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text == text
    assert parse_checkpoint(text + "more\n").extensions == ("more",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n5\n", "\n05\n"),
        ("\n5\n", "\n+5\n"),
        ("\n5\n", "\n-5\n"),
        ("\n5\n", "\n 5\n"),
        ("\n5\n", "\n5_0\n"),
        ("\n5\n", "\n٥\n"),
        ("\n5\n", "\n\n"),
        ("\n5\n", f"\n{1 << 63}\n"),
        ("\n5\n", f"\n{'9' * 5000}\n"),
        ("log.example/1\n", "\n"),
        ("AAECAw", "AAECA"),
        ("Hh8=\n", "Hh8=\n\n"),
        ("Hh8=\n", "Hh8="),
        ("Hh8=\n", "Hh8\n"),
        ("Hh8=\n", "Hh9=\n"),
    ],
)
def test_what_is_only_nearly_a_checkpoint_is_refused(before: str, after: str) -> None:
    assert before in CHECKPOINT.text
    with pytest.raises(CheckpointRefused):
        parse_checkpoint(CHECKPOINT.text.replace(before, after))


@given(st.text(max_size=60))
def test_whatever_text_comes_is_a_checkpoint_that_is_written_back_or_is_refused(text: str) -> None:
    for tried in (text, text + CHECKPOINT.text, CHECKPOINT.text + text):
        try:
            assert parse_checkpoint(tried).text == tried
        except CheckpointRefused:
            continue


def test_keys_are_written_and_read_back_and_never_shown() -> None:
    for key in (LOG, WITNESS):
        assert parse_verifier(str(key.verifier)) == key.verifier
        assert parse_signer(key.written()) == key
        assert encoded(key.seed) not in repr(key)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a+b", PETER[:-4], PETER.replace("c74f20a3", "c74f20a4"), PETER.replace("+AR", "+BR"), f" {PETER}"],
)
def test_what_is_only_nearly_a_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRefused):
        parse_verifier(text)
    with pytest.raises(KeyRefused) as refused:
        parse_signer("PRIVATE+KEY+" + text)
    assert len(text) < 5 or text not in str(refused.value)  # it may be a secret


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb", "a\u200bb"])
def test_a_name_that_no_note_can_carry_is_refused(name: str) -> None:
    with pytest.raises(KeyRefused):
        VerifierKey(name, KeyKind.LOG, bytes(32))
    with pytest.raises(KeyRefused):
        new_key(name, KeyKind.LOG)


def test_a_text_that_no_note_can_hold_is_not_signed() -> None:
    for text in ("no newline", "tab\there\n", ""):
        with pytest.raises(NoteRefused):
            sign(text, LOG)


@given(st.binary(max_size=50))
def test_base64_has_one_spelling(value: bytes) -> None:
    assert decoded(encoded(value)) == value


@pytest.mark.parametrize("text", ["A", "AA", "AA=", "AB==", "AA==\n", "A A=", "AA-_"])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(NotBase64):
        decoded(text)


def test_signatures_are_added_once() -> None:
    note = Note(CHECKPOINT.text, (sign(CHECKPOINT.text, LOG),))
    assert note.with_signatures(note.signatures) == note


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "log.key"
    key = load_or_make_key(path, "log.example/1", KeyKind.LOG)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_make_key(path, "log.example/1", KeyKind.LOG) == key
    assert [file.name for file in path.parent.iterdir()] == ["log.key"]
    with pytest.raises(KeyRefused):
        load_or_make_key(path, "log.example/2", KeyKind.LOG)


def test_all_who_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(load_or_make_key, tmp_path / "k", "log.example/1", KeyKind.LOG) for _ in range(8)]
        assert len({one.result() for one in asked}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["k"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "log.key"
    load_or_make_key(path, "log.example/1", KeyKind.LOG)
    path.chmod(mode)
    with pytest.raises(KeyFileExposed) as refused:
        load_or_make_key(path, "log.example/1", KeyKind.LOG)
    assert "600" in refused.value.zh
    assert "600" in refused.value.en
