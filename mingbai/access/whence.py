"""Where a request comes from, for whoever keeps tries and uses."""

from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from, as the server in front of us says where there is one."""
    passed_on = request.headers.get("X-Forwarded-For", "") if request.is_secure() else ""
    return passed_on.rpartition(",")[2].strip() or str(request.META["REMOTE_ADDR"])
