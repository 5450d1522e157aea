"""Ed25519 keys of logs and witnesses, and how they are written down (C2SP signed-note: verifier keys)."""

import struct
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded

PRIVATE = "PRIVATE+KEY+"  # how secret keys begin, as Go's sumdb/note writes them
KEY_BYTES, SIGNATURE_BYTES, TIME_BYTES = 32, 64, 8


class KeyRefused(ValueError):
    """A text is not a key of the kind and form that the formats allow."""


class KeyKind(IntEnum):
    """What a key signs; the byte is assigned by C2SP signed-note."""

    LOG = 1  # the text of a checkpoint, by the log that issues it
    WITNESS = 4  # a checkpoint and the moment it was seen, by a witness


@dataclass(frozen=True)
class VerifierKey:
    """A public key with its name: whose signatures are believed."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != KEY_BYTES:
            raise KeyRefused(f"not a key: {self.name[:80]!r}")

    @property
    def id(self) -> bytes:
        """Return the four bytes that tell signatures of this key from those of others."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.public)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        """Return whether the bytes after the key id are this key's signature of a note's text."""
        signed = text.encode()
        if self.kind is KeyKind.WITNESS:
            if len(signature) != TIME_BYTES + SIGNATURE_BYTES or (moment := signed_at(signature)) >= 1 << 63:
                return False
            signed, signature = witnessed_message(text, moment), signature[TIME_BYTES:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A secret key with its name. Never printed: its repr leaves the seed out."""

    name: str
    kind: KeyKind
    seed: bytes = field(repr=False)

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half."""
        return VerifierKey(self.name, self.kind, self._secret().public_key().public_bytes_raw())

    def written(self) -> str:
        """Return the secret as text, for a file that only its owner may read."""
        return f"{PRIVATE}{self.name}+{self.verifier.id.hex()}+{encoded(bytes([self.kind]) + self.seed)}"

    def signed(self, text: str, at: int = 0) -> bytes:
        """Return the signature of a note's text; a witness adds the moment, in seconds since 1970."""
        if self.kind is KeyKind.LOG:
            return self._secret().sign(text.encode())
        return struct.pack(">Q", at) + self._secret().sign(witnessed_message(text, at))

    def _secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def new_key(name: str, kind: KeyKind) -> SigningKey:
    """Return a fresh key; raise KeyRefused for a name that no note can carry."""
    key = SigningKey(name, kind, Ed25519PrivateKey.generate().private_bytes_raw())
    assert key.verifier  # the name is one that a note can carry
    return key


def parse_verifier(text: str) -> VerifierKey:
    """Return a public key from its text `name+id+base64`; raise KeyRefused when any part does not fit the others."""
    name, key_id, kind, material = _parts(text)
    key = VerifierKey(name, kind, material)
    if key.id.hex() != key_id:
        raise KeyRefused(f"the id does not belong to the key: {text[:120]!r}")
    return key


def parse_signer(text: str) -> SigningKey:
    """Return a secret key from its text; raise KeyRefused, never showing the secret, when it is not one."""
    if not text.startswith(PRIVATE):
        raise KeyRefused("not a secret key")
    name, key_id, kind, seed = _parts(text.removeprefix(PRIVATE), shown="a secret key")
    if len(seed) != KEY_BYTES:
        raise KeyRefused("not a secret key: its length is wrong")
    key = SigningKey(name, kind, seed)
    if key.verifier.id.hex() != key_id:
        raise KeyRefused("not a secret key: its id does not belong to it")
    return key


def is_key_name(name: str) -> bool:
    """Return whether a note can carry the name: not empty, no white space, no plus, nothing unprintable."""
    return bool(name) and "+" not in name and name.isprintable() and not any(map(str.isspace, name))


def witnessed_message(text: str, at: int) -> bytes:
    """Return what a witness signs (C2SP tlog-cosignature): a header, the moment, the checkpoint."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def signed_at(signature: bytes) -> int:
    """Return the moment in a witness's signature, in seconds since 1970."""
    moment: int = struct.unpack(">Q", signature[:TIME_BYTES])[0]
    return moment


def _parts(text: str, shown: str = "") -> tuple[str, str, KeyKind, bytes]:
    name, _, rest = text.partition("+")
    key_id, _, material = rest.partition("+")
    try:
        value = decoded(material)
        return name, key_id, KeyKind(value[0]), value[1:]
    except (NotBase64, ValueError, IndexError):
        raise KeyRefused(f"not a key of a log or a witness: {shown or repr(text[:120])}") from None
