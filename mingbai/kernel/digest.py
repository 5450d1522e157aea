"""A stable negative key for text that has no number of its own, the same in Python, DuckDB, Spark and PostgreSQL."""

import hashlib


def negative_key(text: str) -> int:
    """
    Return a key from -2**60 to -1: minus one minus the first 15 hex digits of the text's MD5 over UTF-8.

    MD5 because every engine has it (Spark: `-1 - CAST(conv(substr(md5(x), 1, 15), 16, 10) AS BIGINT)`); it
    guards nothing here. Two different texts out of half a million share a key with a chance of 1 in 10 million.
    """
    digest = hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return -1 - int(digest[:15], 16)


def negative_key_sql(text: str) -> str:
    """Return the DuckDB SQL of `negative_key` over a text expression."""
    return f"(-1 - CAST('0x' || substr(md5({text}), 1, 15) AS BIGINT))"
