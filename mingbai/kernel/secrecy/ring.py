"""The keys of one installation: all that ever sealed something, one that seals now, and one for the blind index."""

import hmac
import secrets
from collections.abc import Mapping
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import ciphers, hashes
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingbai.kernel.secrecy.refused import Unsealable

SECRET_BYTES, NONCE_BYTES, TAG_BYTES, FINGERPRINT_BYTES = 32, 12, 16, 4
NEWEST = 65_535  # versions fit two bytes


class Cipher(StrEnum):
    """How fields are sealed; the blind index uses the digest of the same family."""

    AES_256_GCM = "aes-256-gcm"
    SM4_GCM = "sm4-gcm"


def cipher_named(name: str) -> Cipher:
    """Return the cipher that a setting names, AES-256-GCM where it names none; raise Unsealable for an unknown one."""
    try:
        return Cipher(name.strip().lower() or Cipher.AES_256_GCM)
    except ValueError:
        raise Unsealable(
            f"不认识加密算法“{name[:40]}”，可选：{'、'.join(Cipher)}。",
            f"There is no cipher “{name[:40]}”; choose one of {', '.join(Cipher)}.",
        ) from None


KEY_BYTES = {Cipher.AES_256_GCM: 32, Cipher.SM4_GCM: 16}


class Key:
    """One secret, and what is made of it for each cipher."""

    def __init__(self, secret: bytes) -> None:
        assert len(secret) == SECRET_BYTES
        self._keys = {cipher: derived(secret, f"field/{cipher}", size) for cipher, size in KEY_BYTES.items()}
        self._aes = AESGCM(self._keys[Cipher.AES_256_GCM])  # set up once: a field is sealed in a microsecond
        self.fingerprint = derived(secret, "fingerprint", FINGERPRINT_BYTES)

    def sealed(self, cipher: Cipher, nonce: bytes, plain: bytes, context: bytes) -> bytes:
        """Return ciphertext and tag."""
        if cipher is Cipher.AES_256_GCM:
            return self._aes.encrypt(nonce, plain, context)
        work = ciphers.Cipher(algorithms.SM4(self._keys[cipher]), modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(context)
        return work.update(plain) + work.finalize() + work.tag

    def opened(self, cipher: Cipher, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Return the plain bytes; raise InvalidTag unless everything is as it was sealed."""
        if len(sealed) < TAG_BYTES:
            raise InvalidTag
        if cipher is Cipher.AES_256_GCM:
            return self._aes.decrypt(nonce, sealed, context)
        tag = sealed[-TAG_BYTES:]
        work = ciphers.Cipher(algorithms.SM4(self._keys[cipher]), modes.GCM(nonce, tag)).decryptor()
        work.authenticate_additional_data(context)
        return work.update(sealed[:-TAG_BYTES]) + work.finalize()


class KeyRing:
    """Keys by version; `current` seals, all open. Its repr tells versions and fingerprints only."""

    def __init__(self, cipher: Cipher, keys: Mapping[int, bytes], index_secret: bytes, index_cipher: Cipher) -> None:
        assert keys
        assert all(0 < version <= NEWEST for version in keys)
        self.cipher, self.current = cipher, max(keys)
        self.keys = {version: Key(secret) for version, secret in keys.items()}
        self._index_secret, self._index_cipher = index_secret, index_cipher
        self._index_keys: dict[str, bytes] = {}  # kind → its key, derived once

    @classmethod
    def new(cls, cipher: Cipher = Cipher.AES_256_GCM) -> "KeyRing":
        """Return a ring of one fresh key, for tests and examples: real ones come from a key file."""
        return cls(cipher, {1: secrets.token_bytes(SECRET_BYTES)}, secrets.token_bytes(SECRET_BYTES), cipher)

    def index(self, kind: str, text: str) -> bytes:
        """Return 32 bytes that are equal for equal texts of a kind, and tell nobody without the key which."""
        key = self._index_keys.get(kind)
        if key is None:
            key = self._index_keys[kind] = derived(self._index_secret, f"index/{kind}", SECRET_BYTES)
        if self._index_cipher is Cipher.AES_256_GCM:
            return hmac.digest(key, text.encode(), "sha256")
        digest = HMAC(key, hashes.SM3())
        digest.update(text.encode())
        return digest.finalize()

    def __repr__(self) -> str:
        keys = ", ".join(f"{version}: {key.fingerprint.hex()}" for version, key in self.keys.items())
        return f"KeyRing({self.cipher}, {{{keys}}})"


def derived(secret: bytes, purpose: str, size: int) -> bytes:
    """Return the key of a secret for one purpose (HKDF-SHA-256): no key serves two."""
    return HKDF(hashes.SHA256(), size, salt=None, info=f"mingbai/{purpose}".encode()).derive(secret)
