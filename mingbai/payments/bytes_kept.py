"""The bytes of a sealed file as they were first: encrypted piece by piece, opened only to be sent."""

import base64
import zlib
from hashlib import sha256

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, SealBroken, opened
from mingbai.payments.models import BankFile, Piece
from mingbai.payments.refused import Tampered

PIECE = 60_000  # characters sealed at once


def place_of(file_id: int, number: int) -> Place:
    """Return where a piece of a file is sealed for."""
    return Place("payments_piece", "sealed", f"{file_id}.{number}")


def bytes_of(file: BankFile) -> bytes:
    """Return the bytes that were sealed; raise Tampered where they are not those the log knows."""
    ring = installed_ring()
    pieces = Piece.objects.filter(file=file).order_by("number").values_list("number", "sealed")
    try:
        text = "".join(opened(ring, place_of(file.pk, number), bytes(sealed)) for number, sealed in pieces)
        content = zlib.decompress(base64.b64decode(text, validate=True))
    except (SealBroken, ValueError, zlib.error) as error:
        raise Tampered(file.message_id) from error
    if sha256(content).hexdigest() != file.sha256:
        raise Tampered(file.message_id)
    return content
