"""The page of the reference."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingbai.api.problems import language
from mingbai.api.reference.telling import families, shapes

PARTS = Path(__file__).with_name("words.yaml")


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Show every operation; open to anybody, because it says nothing of anybody."""
    which = language(request)
    return render(request, "reference/page.html", {**_told(which), "is_english": which == "en"})


@lru_cache(maxsize=2)
def _told(which: str) -> dict[str, Any]:
    from mingbai.api.urls import api  # noqa: PLC0415 -- it lists this page too

    spec, parts = api.get_openapi_schema(path_prefix="/api/v1/"), yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    told = [part[which] for part in parts]
    return {"families": families(spec, which), "shapes": shapes(spec, which), "parts": told}
