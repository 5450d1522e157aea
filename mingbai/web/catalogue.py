"""
The words of the pages: Chinese in the sources, English in the catalogue beside them.

`python -m mingbai.web.catalogue` enters what is new and takes out what is gone; with `--compile`, as set-up does, it
writes what Django reads. Fill every empty msgstr: a test fails on the first that is left.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent
ENGLISH = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy")) | dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
WIDTH = 100
NOT_OURS = frozenset({"built", "tests", "assets"})


def found() -> Catalog:
    """Return what the sources say, with the places that say it."""
    catalog = Catalog()
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        if NOT_OURS.isdisjoint(path.relative_to(WEB).parts):
            for message in _messages(path):
                catalog.add(message, locations=[(path.relative_to(WEB).as_posix(), None)])  # type: ignore[list-item]
    return catalog


def kept() -> Catalog:
    """Return the English catalogue as it is."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def untranslated() -> list[str]:
    """Return what the sources say and the catalogue does not say in English."""
    english = {message.id: message.string for message in kept() if not message.fuzzy}
    return [str(message.id) for message in found() if message.id and not _is_said(english.get(message.id))]


def update() -> None:
    """Enter into the catalogue what is new in the sources, and take out what is gone."""
    catalog = kept()
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, width=WIDTH, omit_header=True, include_lineno=False)


def compile_catalogue() -> None:
    """Write what Django reads."""
    with ENGLISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, kept())


def _messages(path: Path) -> Iterator[str | tuple[str, ...]]:
    """Yield the messages of a module or a template; those with a plural as pairs."""
    text = path.read_text(encoding="utf-8")
    source = templatize(text, path.name) if path.suffix == ".html" else text
    for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield message


def _is_said(text: object) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    compile_catalogue() if "--compile" in sys.argv[1:] else update()
