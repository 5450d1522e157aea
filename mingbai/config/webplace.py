"""Where browsers find the console: MINGBAI_ORIGIN, such as https://mingbai.example.cn; without it, this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mingbai.config.postgres.refused import DatabaseRefused


@dataclass(frozen=True)
class Origin:
    """The addresses people type, as Django wants to know them."""

    hosts: list[str]
    origins: list[str]
    is_secure: bool  # through a server that speaks https and says so


def origin_of(environ: Mapping[str, str]) -> Origin:
    """Return where browsers find us; raise DatabaseRefused if it is not written as an origin."""
    text = environ.get("MINGBAI_ORIGIN", "").rstrip("/")
    if not text:
        return Origin([], [], is_secure=False)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise DatabaseRefused(
            f"MINGBAI_ORIGIN 不能识别：{text}。应写成 https://域名。",
            f"MINGBAI_ORIGIN cannot be read: {text}. Write https://name.",
        )
    return Origin([parts.hostname], [text], is_secure=parts.scheme == "https")
