"""Pages run on Chromium 86 and Safari 14.1: nothing younger in style sheets or scripts, nor anything from elsewhere."""

import json
import re
import runpy
from pathlib import Path

import pytest
from django.conf import settings

from mingbai.web.catalogue import WEB

YOUNGER = {
    "parent selector": re.compile(r":has\("),
    "mixed colours": re.compile(r"color-mix\(|oklch\(|oklab\(|light-dark\("),
    "layers": re.compile(r"@layer\b"),
    "nesting": re.compile(r"{[^{}]*&\s*[.:>\[\w]"),
    "container queries": re.compile(r"@container\b"),
    "popovers": re.compile(r"\bpopover(?:target)?=|showPopover|:popover-open"),
    "dialogs": re.compile(r"\.showModal\("),
    "from elsewhere": re.compile(r"url\([\"']?(?:https?:)?//|@import [\"']https?:"),
    "written in": re.compile(r"url\([\"']?data:"),
}
SOURCES = sorted(path for path in (WEB / "assets").rglob("*") if path.suffix in (".css", ".js"))
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.I)


def younger(text: str) -> list[str]:
    without_comments = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return [name for name, sign in YOUNGER.items() if sign.search(without_comments)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_our_sources_ask_for_nothing_younger(path: Path) -> None:
    found = younger(path.read_text(encoding="utf-8"))
    assert [name for name in found if path.suffix == ".css" or name != "nesting"] == []  # a && b is no style sheet's


def test_the_bundles_ask_for_nothing_younger() -> None:
    names = json.loads((settings.STATIC_ROOT / "names.json").read_text(encoding="utf-8"))
    sheets = [name for name in names.values() if name.endswith(".css")]
    scripts = [name for name in names.values() if name.endswith(".js")]
    assert sheets
    assert scripts
    for name in sheets:
        assert younger((settings.STATIC_ROOT / name).read_text(encoding="utf-8")) == [], name
    for name in scripts:
        text = (settings.STATIC_ROOT / name).read_text(encoding="utf-8")
        assert re.findall(r"\?\?=|\|\|=|&&=|[^\w]#\w+\s*[;=(]\s*\{|\.at\(-|replaceAll\(|structuredClone", text) == [], (
            name
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:has(b){c:d}", "parent selector"),
        ("a{color:color-mix(in srgb, red, blue)}", "mixed colours"),
        ("@layer base{a{b:c}}", "layers"),
        ("a{color:red;& .b{color:blue}}", "nesting"),
        ("a{background:url(https://cdn.example/x.png)}", "from elsewhere"),
        ("a{background:url(data:image/png;base64,x)}", "written in"),
    ],
)
def test_what_is_younger_is_found(text: str, found: str) -> None:
    assert younger(text) == [found]
    assert younger("a > b{color:#fff;background:url(/assets/x.svg)}") == []


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.html")), ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_style_and_no_script_stands_in_a_page(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_the_bundles_are_built_from_what_the_sources_now_are() -> None:
    assert runpy.run_path(str(WEB.parent.parent / "dev"))["are_built"](), "run ./dev assets"
