"""Speaks to an address elsewhere: signed as Standard Webhooks has it, to no private network, following nobody on."""

import base64
import hmac
import http.client
import ipaddress
import os
import secrets
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from mingbai.webhooks.refused import BadAddress, NotReached

ALLOWED = "MINGBAI_WEBHOOK_NETWORKS"  # networks of the operator's own, such as 10.20.0.0/16, separated by commas
PREFIX, SECRET_BYTES = "whsec_", 32
PORTS = {"https": 443, "http": 80}
WITHIN_S = 10
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Target:
    """Where to speak: the name to be proven, the one address looked up and judged, and what to ask there."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def new_secret() -> str:
    """Return a secret as Standard Webhooks writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed(secret: str, key: str, timestamp: int, body: str) -> Mapping[str, str]:
    """Return the headers by which a message proves whence it comes (Standard Webhooks, v1)."""
    made = hmac.new(
        base64.b64decode(secret.removeprefix(PREFIX)), f"{key}.{timestamp}.{body}".encode(), sha256
    ).digest()
    signature = f"v1,{base64.b64encode(made).decode()}"
    return {"webhook-id": key, "webhook-timestamp": str(timestamp), "webhook-signature": signature}


def require_address(url: str) -> None:
    """Raise BadAddress unless an address is written as one may be told at; its network is judged at each try."""
    parts = urlsplit(url)
    try:
        is_plain = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_plain = False
    if not is_plain or parts.username or parts.password or parts.fragment or not url.isascii() or not url.isprintable():
        raise BadAddress(
            "地址须写成 https://域名/路径，不带用户名、密码和#。",
            "Write https://name/path, without a user, password or #.",
        )
    if parts.scheme == "http" and not allowed_networks():
        raise BadAddress(
            "只推送到 https 地址；http 只用于运维允许的内部网络。",
            "Only https is told; http is for networks of one's own that the operator allows.",
        )


def allowed_networks() -> tuple[Network, ...]:
    """Return the private networks the operator allows."""
    named = os.environ.get(ALLOWED, "").split(",")
    return tuple(ipaddress.ip_network(one.strip()) for one in named if one.strip())


def target_of(url: str) -> Target:
    """Return where an address leads now; raise NotReached where its network may not be spoken to."""
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotReached(f"{host} is not known") from error
    own = allowed_networks()
    for address in sorted(found):
        at = ipaddress.ip_address(address.partition("%")[0])
        at = getattr(at, "ipv4_mapped", None) or at
        is_own = any(at.version == one.version and at in one for one in own)
        if not is_own and (not at.is_global or at.is_multicast or parts.scheme == "http"):
            raise NotReached(f"{host} is in a network that may not be spoken to")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return Target(parts.scheme, host, port, path, sorted(found)[0])


def post(url: str, body: str, headers: Mapping[str, str]) -> int:
    """Send a body and return the status of the answer, whatever it is; raise NotReached where there is none."""
    target = target_of(url)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=WITHIN_S)
    try:
        plain = socket.create_connection((target.address, target.port), timeout=WITHIN_S)  # what was judged, no other
        connection.sock = plain
        if target.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
        head = {"Content-Type": "application/json", "User-Agent": "mingbai", **headers}
        connection.request("POST", target.path, body.encode(), head)
        return int(connection.getresponse().status)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotReached(f"{type(error).__name__}: {error}"[:200]) from error
    finally:
        connection.close()
