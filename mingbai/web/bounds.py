"""What is too large to be read at all: told before a byte of it is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mingbai.web.errors.views import too_large

LARGEST = 110 * 2**20  # bytes of a request; forms say their own, smaller limits
Answer = Callable[[HttpRequest], HttpResponse]


class Bounded:
    """Answers a request that says it is longer than anything we take, without reading it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say that it is too large."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        return too_large(request) if said.isdigit() and int(said) > LARGEST else self.get_response(request)
