"""The code of a page: its address with month and division, and without what somebody searched for."""

from urllib.parse import urlencode

from django.db import connection
from django.http import HttpRequest

from mingbai.access.printed import printed_code
from mingbai.web.where import Where

LEFT_OUT = frozenset({"q", "person", "officer", "page", "size", "done", "as", "month", "area", "next"})
MOST = 400  # characters; a question longer than that has no code


def code_of(request: HttpRequest, chosen: Where, path: str = "") -> str:
    """
    Return the code of the page being read, in its transaction; empty for an answer that nobody can come back to.

    `path` is the page that a file was taken from, where the file has an address of its own.
    """
    if request.method != "GET" or request.resolver_match is None or not connection.in_atomic_block:
        return ""
    asked = sorted((name, value) for name, value in request.GET.items() if name not in LEFT_OUT and value)
    query = urlencode([("month", str(chosen.month)), ("area", chosen.region.code), *asked])
    address = f"{path or request.path}?{query}"
    return printed_code(address) if len(address) <= MOST else ""
