"""The key file: its owner's alone, the same for all who ask at once, never half written, never quietly replaced."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mingbai.kernel.secrecy import Cipher, KeyFileRefused, Place, Unsealable, cipher_named, opened, resealed, seal
from mingbai.kernel.secrecy.keyfile import load_keys, load_or_make_keys, rotate

PLACE = Place("people_person", "id_number", 17)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "fields.keys"


def test_it_is_made_once_and_for_its_owner_alone(path: Path) -> None:
    sealed = seal(load_or_make_keys(path), PLACE, "甲")
    assert opened(load_or_make_keys(path), PLACE, sealed) == "甲"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == ["fields.keys"]


def test_all_who_ask_at_once_get_the_same_keys(path: Path) -> None:
    path.parent.mkdir()
    with ThreadPoolExecutor(16) as pool:
        rings = list(pool.map(lambda _: load_or_make_keys(path), range(64)))
    assert len({ring.keys[1].fingerprint for ring in rings}) == 1


@pytest.mark.parametrize("cipher", Cipher)
def test_the_setting_chooses_the_cipher(path: Path, cipher: Cipher) -> None:
    assert load_or_make_keys(path, cipher).cipher is cipher
    assert load_keys(path).cipher is cipher


def test_a_setting_names_the_cipher_or_is_refused() -> None:
    assert [cipher_named(name) for name in ("", "SM4-GCM", " aes-256-gcm ")] == [
        Cipher.AES_256_GCM, Cipher.SM4_GCM, Cipher.AES_256_GCM,
    ]  # fmt: skip
    with pytest.raises(Unsealable, match=r"rot13.*sm4-gcm"):
        cipher_named("rot13")


def test_a_rotation_seals_with_a_new_key_and_opens_with_the_old(path: Path) -> None:
    old = seal(load_or_make_keys(path), PLACE, "甲")
    ring = rotate(path, Cipher.SM4_GCM)
    assert (ring.current, ring.cipher) == (2, Cipher.SM4_GCM)
    assert opened(ring, PLACE, old) == "甲"
    assert resealed(ring, PLACE, old) is not None
    assert rotate(path).cipher is Cipher.SM4_GCM
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_rotations_at_once_lose_no_key(path: Path) -> None:
    load_or_make_keys(path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: rotate(path), range(20)))
    assert sorted(load_keys(path).keys) == list(range(1, 22))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o700])
def test_a_file_others_may_have_read_is_refused(path: Path, mode: int) -> None:
    load_or_make_keys(path)
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match=f"{mode:o}.*chmod 600"):
        load_or_make_keys(path)


def test_a_missing_file_is_not_quietly_replaced(path: Path) -> None:
    with pytest.raises(KeyFileRefused, match="从备份恢复"):
        load_keys(path)
    with pytest.raises(KeyFileRefused, match="从备份恢复"):
        rotate(path)
    assert not path.exists()


def test_a_link_to_somewhere_else_is_not_followed(path: Path, tmp_path: Path) -> None:
    load_or_make_keys(tmp_path / "elsewhere")
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileRefused):
        load_keys(path)


def spoilt(text: str) -> list[str]:
    content = json.loads(text)
    changes: tuple[dict[str, object], ...] = (
        {"format": 2}, {"cipher": "rot13"}, {"keys": {}}, {"keys": {"0": content["keys"]["1"]}},
        {"keys": {"1": "AAAA"}}, {"keys": {"1": "!"}}, {"keys": {"x": content["keys"]["1"]}}, {"keys": None},
        {"index": None}, {"index": {"cipher": "aes-256-gcm"}}, {"keys": {"65536": content["keys"]["1"]}},
    )  # fmt: skip
    return ["", "[]", "\udcff", text[:-2], *(json.dumps(content | change) for change in changes)]


def test_a_spoilt_file_is_refused_and_left_as_it_is(path: Path) -> None:
    load_or_make_keys(path)
    for wrong in spoilt(path.read_text(encoding="utf-8")):
        path.write_bytes(wrong.encode("utf-8", "surrogateescape"))
        for work in (load_keys, load_or_make_keys, rotate):
            with pytest.raises(KeyFileRefused, match="损坏"):
                work(path)
        assert path.read_bytes() == wrong.encode("utf-8", "surrogateescape")


def test_no_message_holds_a_secret(path: Path) -> None:
    load_or_make_keys(path)
    secret = json.loads(path.read_text(encoding="utf-8"))["keys"]["1"]
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 9'), encoding="utf-8")
    with pytest.raises(KeyFileRefused) as refusal:
        load_keys(path)
    assert secret not in str(refusal.value)
