"""The keys kept apart: enough shares open them, fewer do not, and those of before a rotation are noticed."""

import json
import os
from itertools import combinations
from pathlib import Path

import pytest

from mingbai.backups.keys import (
    FIELDS,
    Escrow,
    backup_identity,
    keep,
    keys_in,
    opened_keys,
    passphrase_of,
    recipient_of,
    shared_passphrase,
)
from mingbai.backups.refused import LacksKeys, Unopenable
from mingbai.evidence.installation import installed_ring, log_key
from mingbai.kernel.secrecy.keyfile import rotate


@pytest.fixture(autouse=True)
def data(place: Path) -> Path:
    return place / "data"


def keys_now(data: Path) -> Escrow:
    """Return the keys of the desk as they lie there, made if they were not."""
    backup_identity(), log_key(), installed_ring()
    return keys_in(data / "keys")


def test_any_two_of_three_shares_open_and_one_does_not(tmp_path: Path, data: Path) -> None:
    passphrase, shares = shared_passphrase(3, 2)
    keep(tmp_path / "x.keys", passphrase)

    assert {passphrase_of(some, tmp_path) for some in combinations(shares, 2)} == {passphrase}
    escrow = opened_keys(tmp_path / "x.keys", passphrase)
    assert escrow.identity == backup_identity()
    assert escrow.files == keys_in(data / "keys").files
    for few in ([], shares[:1]):
        with pytest.raises(Unopenable):
            passphrase_of(few, tmp_path)
    assert {len(share.split()) for share in shares} == {20}


def test_shares_of_two_sets_do_not_mix_and_a_wrong_word_is_noticed(tmp_path: Path) -> None:
    (_, ours), (_, theirs) = shared_passphrase(3, 2), shared_passphrase(3, 2)
    wrong = " ".join(["academic" if word != "academic" else "acid" for word in ours[1].split()[-1:]])
    for words in ([ours[0], theirs[1]], [ours[0], " ".join([*ours[1].split()[:-1], wrong])], [ours[0], "你好"]):
        with pytest.raises(Unopenable):
            passphrase_of(words, tmp_path)


def test_a_share_copied_by_hand_in_several_lines_still_counts(tmp_path: Path) -> None:
    passphrase, (first, second, _) = shared_passphrase(3, 2)
    assert passphrase_of([f"  {first}\n".replace(" ", "\n", 3), second], tmp_path) == passphrase


def test_the_sealed_file_shows_no_key(tmp_path: Path, data: Path) -> None:
    keep(tmp_path / "x.keys", "correct horse battery staple")
    content = (tmp_path / "x.keys").read_bytes()
    for secret in (data / "keys").iterdir():
        assert secret.read_bytes().strip() not in content
    with pytest.raises(Unopenable):
        opened_keys(tmp_path / "x.keys", "correct horse battery stapler")


def test_keys_of_before_a_rotation_lack_the_new_one(data: Path) -> None:
    escrow = keys_now(data)
    rotate(data / "keys" / FIELDS)
    now = json.loads((data / "keys" / FIELDS).read_text(encoding="utf-8"))["keys"]
    escrow.require({"1": "…"})
    with pytest.raises(LacksKeys, match="lack number 2"):
        escrow.require(dict.fromkeys(now, "…"))


def test_keys_are_unpacked_for_their_owner_alone(tmp_path: Path, data: Path) -> None:
    keys_now(data).unpack(tmp_path / "keys")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_all_who_ask_at_once_get_the_same_key(data: Path) -> None:
    assert backup_identity() == backup_identity()
    assert recipient_of(backup_identity()).startswith("age1")
    assert os.listdir(data / "keys") == ["backup.key"]  # noqa: PTH208 - hidden ones too
