"""How one wants to see pages, and the health address."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from mingbai.web.frame import LARGE, LOOK, NARROW, Frame

YEAR = 365 * 24 * 3600


@require_GET
@never_cache
def health(_: HttpRequest) -> HttpResponse:
    """Say that the desk answers and reaches its database; for those who watch it, not for people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Remember language, large type or a narrow menu in this browser, and go back."""
    response = HttpResponseRedirect(back_to(request))
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, YEAR, samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE
        )
    turned = request.POST.get("turn")
    if turned in (LARGE, NARROW):
        chosen = Frame(request).look ^ {turned}
        response.set_cookie(LOOK, ".".join(sorted(chosen)), YEAR, httponly=True, samesite="Lax")
    return response


def back_to(request: HttpRequest) -> str:
    """Return the page of ours that a form came from, else the first one."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else "/"
