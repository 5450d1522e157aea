"""A witness as a small process of its own: HTTP with the standard library, on loopback unless told otherwise."""

import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from mingbai.evidence.notes.note import MOST_BYTES
from mingbai.evidence.witnesses.request import PATH
from mingbai.evidence.witnesses.witness import Answer, Witness

KEY_PATH = "/key"
PATIENCE_S = 10  # a request that dribbles in slower is dropped


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness until shut down."""

    daemon_threads = True

    def __init__(self, witness: Witness, host: str = "127.0.0.1", port: int = 0) -> None:
        self.witness = witness
        super().__init__((host, port), WitnessHandler)

    @property
    def url(self) -> str:
        """Return where the witness listens."""
        host, port = self.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}"


class WitnessHandler(BaseHTTPRequestHandler):
    """Reads one request and writes the witness's answer."""

    server: WitnessServer
    timeout = PATIENCE_S
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "mingbai-witness", ""

    def do_POST(self) -> None:
        """Answer add-checkpoint."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH:
            self._send(Answer(HTTPStatus.NOT_FOUND, "only add-checkpoint\n"))
        elif not (length.isascii() and length.isdigit()) or int(length[:9]) > MOST_BYTES or len(length) > 9:
            self.close_connection = True
            self._send(Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"0 to {MOST_BYTES} bytes, announced\n"))
        else:
            self._send(self.server.witness.answer(self.rfile.read(int(length)), int(time.time())))

    def do_GET(self) -> None:
        """Show the witness's public key, so that people can compare it with what they were given on paper."""
        if self.path == KEY_PATH:
            self._send(Answer(HTTPStatus.OK, f"{self.server.witness.key.verifier}\n"))
        else:
            self._send(Answer(HTTPStatus.NOT_FOUND, f"POST {PATH}, GET {KEY_PATH}\n"))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it so
        """Say nothing: what a witness cosigned is in its memory, and stderr may be closed."""

    def _send(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
