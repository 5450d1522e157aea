"""A witness cosigns what grew from what it saw, nothing else, and forgets nothing (C2SP tlog-witness)."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.evidence.notes.checkpoint import Checkpoint
from mingbai.evidence.notes.keys import KeyKind, SigningKey, new_key
from mingbai.evidence.notes.note import Note, parse_note, sign
from mingbai.evidence.tiles.log import TileLog
from mingbai.evidence.tiles.storage import FolderStorage, MemoryStorage
from mingbai.evidence.tree.consistency import consistency_proof
from mingbai.evidence.witnesses.asking import WitnessRefused, WitnessSilent, cosignature, poster
from mingbai.evidence.witnesses.memory import MemoryDamaged, WitnessMemory
from mingbai.evidence.witnesses.request import AddCheckpoint, RequestRefused, parse_request
from mingbai.evidence.witnesses.server import WitnessServer
from mingbai.evidence.witnesses.witness import Witness

LOG, KEY = new_key("log.example/1", KeyKind.LOG), new_key("witness.example/审计", KeyKind.WITNESS)


def grown_log(size: int = 0, key: SigningKey = LOG, mark: bytes = b"") -> TileLog:
    log = TileLog(MemoryStorage(), key)
    if size:
        log.append([b"%d" % number + mark for number in range(size)])
    return log


def request(log: TileLog, old: int, note: Note | None = None) -> bytes:
    return bytes(
        AddCheckpoint(old, tuple(consistency_proof(old, log.checkpoint().size, log.nodes())), note or log.note())
    )


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(KEY, [LOG.verifier], WitnessMemory(FolderStorage(tmp_path / "seen")))


def test_a_witness_follows_a_log_that_grows(witness: Witness) -> None:
    log = grown_log()
    for size in (0, 3, 3, 7, 300):
        old = witness.memory.seen("log.example/1").size
        if size > old:
            log.append([b"%d" % number for number in range(old, size)])
        answer = witness.answer(request(log, old), at=9)
        assert answer.status == 200
        assert Note(log.note().text, parse_note(bytes(log.note()) + answer.body.encode()).signatures).verified(
            [KEY.verifier]
        )
        assert witness.memory.seen("log.example/1").size == size


def test_a_rewritten_history_is_never_cosigned(witness: Witness) -> None:
    assert witness.answer(request(grown_log(5), 0), at=1).status == 200
    forged = grown_log(9, mark=b"!")
    assert witness.answer(request(forged, 5), at=2).status == 422
    assert witness.answer(request(grown_log(5, mark=b"!"), 5), at=2).status == 409  # the same size, another root
    assert witness.memory.seen("log.example/1").size == 5


@pytest.mark.parametrize("old", [0, 4, 6])
def test_a_log_that_does_not_know_what_was_seen_is_told(witness: Witness, old: int) -> None:
    witness.answer(request(grown_log(5), 0), at=1)
    answer = witness.answer(request(grown_log(9), old), at=2)
    assert (answer.status, answer.body, answer.kind) == (409, "5\n", "text/x.tlog.size")


def test_a_shorter_log_is_not_cosigned(witness: Witness) -> None:
    witness.answer(request(grown_log(5), 0), at=1)
    assert witness.answer(bytes(AddCheckpoint(5, (), grown_log(3).note())), at=2).status == 400
    assert witness.answer(request(grown_log(3), 3), at=2).status == 409


def test_strangers_get_nothing(witness: Witness) -> None:
    other = new_key("log.example/2", KeyKind.LOG)
    assert witness.answer(request(grown_log(1, other), 0), at=1).status == 404
    namesake = new_key("log.example/1", KeyKind.LOG)
    assert witness.answer(request(grown_log(1, namesake), 0), at=1).status == 403
    unsigned = Note(grown_log(1).note().text, (sign(grown_log(1).note().text, namesake),))
    assert witness.answer(request(grown_log(1), 0, unsigned), at=1).status == 403
    borrowed = Checkpoint("log.example/2", 1, bytes(32)).text  # our key under a foreign origin
    assert witness.answer(bytes(AddCheckpoint(0, (), Note(borrowed, (sign(borrowed, LOG),)))), at=1).status == 404
    assert witness.memory.seen("log.example/1").size == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"old 0",
        b"old 0\n\n",
        b"old -1\n\nx\n",
        b"old 00\n\nx\n",
        b"new 0\n\nx\n",
        b"old 0\n" + b"A" * 44 + b"\n\nx\n",
        b"old 0\n" + b"\xff\n\nx\n",
        b"old 0\n" + b"AAAA\n" * 64 + b"\nx\n",
    ],
)
def test_what_is_no_request_is_refused(witness: Witness, raw: bytes) -> None:
    assert witness.answer(raw, at=1).status == 400


@given(st.binary(max_size=200))
def test_whatever_bytes_come_are_a_request_that_is_written_back_or_are_refused(raw: bytes) -> None:
    for tried in (raw, b"old 0\n" + raw, request(grown_log(1), 0) + raw):
        try:
            assert bytes(parse_request(tried)) == tried
        except RequestRefused:
            continue


def test_what_was_seen_survives_and_is_written_before_the_answer(tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def crashes(step: str) -> None:
        if step == "flush":
            raise Killed

    folder = tmp_path / "seen"
    dying = Witness(KEY, [LOG.verifier], WitnessMemory(FolderStorage(folder, crashes)))
    with pytest.raises(Killed):
        dying.answer(request(grown_log(5), 0), at=1)
    again = Witness(KEY, [LOG.verifier], WitnessMemory(FolderStorage(folder)))
    assert again.memory.seen("log.example/1").size == 5
    assert again.answer(request(grown_log(7, mark=b"!"), 0), at=2).status == 409


def test_a_witness_whose_memory_is_damaged_does_not_start_afresh(witness: Witness, tmp_path: Path) -> None:
    witness.answer(request(grown_log(5), 0), at=1)
    (file,) = (tmp_path / "seen").glob("*.seen")
    file.write_bytes(b"")
    with pytest.raises(MemoryDamaged):
        witness.answer(request(grown_log(7), 0), at=2)


def test_of_two_forks_at_once_only_one_is_cosigned(tmp_path: Path) -> None:
    folder, statuses = tmp_path / "seen", []

    def ask(mark: bytes) -> None:
        mine = Witness(KEY, [LOG.verifier], WitnessMemory(FolderStorage(folder)))
        statuses.append(mine.answer(request(grown_log(4, mark=mark), 0), at=1).status)

    threads = [threading.Thread(target=ask, args=(b"%d" % number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [409] * 7


@pytest.fixture
def served(witness: Witness) -> Iterator[WitnessServer]:
    with WitnessServer(witness) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_log_gets_its_cosignature_over_http_and_learns_what_was_seen(served: WitnessServer) -> None:
    log, post = grown_log(5), poster(served.url)
    first = cosignature(log.note(), KEY.verifier, log.nodes(), post)
    log.append([b"more"])
    second = cosignature(log.note(), KEY.verifier, log.nodes(), post)  # it asks from 0 and is told 5
    assert log.note().with_signatures([second]).verified([KEY.verifier])
    assert first != second
    forked = grown_log(9, mark=b"!")
    with pytest.raises(WitnessRefused, match="422"):
        cosignature(forked.note(), KEY.verifier, forked.nodes(), post)
    shorter = grown_log(3)
    with pytest.raises(WitnessRefused):
        cosignature(shorter.note(), KEY.verifier, shorter.nodes(), post)


def test_the_door_of_a_witness_is_narrow(served: WitnessServer) -> None:
    host, port = served.server_address[:2]
    for method, path, headers, status in (
        ("GET", "/key", {}, 200),
        ("GET", "/", {}, 404),
        ("POST", "/other", {"Content-Length": "0"}, 404),
        ("POST", "/add-checkpoint", {"Content-Length": "0"}, 400),
        ("POST", "/add-checkpoint", {"Content-Length": "1000001"}, 413),
        ("POST", "/add-checkpoint", {"Content-Length": "9" * 5000}, 413),
        ("POST", "/add-checkpoint", {"Content-Length": "-1"}, 413),
        ("DELETE", "/", {}, 501),
    ):
        connection = HTTPConnection(str(host), port, timeout=5)
        connection.putrequest(method, path)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == status
        assert path != "/key" or answer.read().decode() == f"{KEY.verifier}\n"
        answer.read()
        connection.close()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9", "http://审计", "http://[", "http://a:b", "file:///etc/passwd", "ftp://127.0.0.1", ""]
)
def test_a_witness_that_cannot_be_reached_is_said_to_be_silent(url: str) -> None:
    with pytest.raises(WitnessSilent):
        poster(url, patience_s=1)(b"")


@pytest.mark.parametrize(
    "answer",
    [
        (200, b""),
        (200, b"x\n"),
        (200, "— other AAAAAAAA\n".encode()),
        (409, b"x"),
        (409, b"0\n"),
        (409, b"99\n"),
        (500, b""),
    ],
)
def test_an_answer_that_proves_nothing_is_no_cosignature(answer: tuple[int, bytes]) -> None:
    log = grown_log(5)
    with pytest.raises(WitnessRefused):
        cosignature(log.note(), KEY.verifier, log.nodes(), lambda _: answer)


def test_a_witness_that_signs_something_else_is_found_out() -> None:
    log, other = grown_log(5), grown_log(6)
    with pytest.raises(WitnessRefused):
        cosignature(log.note(), KEY.verifier, log.nodes(), lambda _: (200, str(sign(other.note().text, KEY)).encode()))
