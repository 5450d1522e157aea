"""Pages of long lists: 20, 50 or 100 rows, by number; a page that is not there is the last one."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from mingbai.web.views.showing import ordered

SIZES = (20, 50, 100)


def paged(request: HttpRequest, rows: Any, size: int = SIZES[0]) -> Page[Any]:
    """Return the page of rows (a queryset in order, or a list) that the address asks for, as <c-pager> shows it."""
    asked = request.GET.get("size", "")
    chosen = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in SIZES else size
    page = Paginator(ordered(request, rows), chosen).get_page(request.GET.get("page"))
    page.sizes = SIZES  # type: ignore[attr-defined]
    return page
