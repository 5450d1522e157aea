"""What is kept of an import, sealed: its files, what was mended of them, what a look at them found."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mingbai.evidence.installation import installed_ring
from mingbai.files.mending import Mending
from mingbai.imports.findings import Finding
from mingbai.imports.looking import Column, Looked, Sheet
from mingbai.imports.models import File, Upload
from mingbai.kernel.secrecy import Place, opened_whole, seal_whole

TABLE, FILES = "imports_upload", "imports_file"


def seal_file(upload: Upload, number: int, content: bytes) -> bytes:
    """Return a file's bytes sealed for their place."""
    return seal_whole(installed_ring(), Place(FILES, "sealed", f"{upload.key}.{number}"), content)


def opened_file(file: File) -> bytes:
    """Return what stands in a file."""
    place = Place(FILES, "sealed", f"{file.upload.key}.{file.number}")
    return opened_whole(installed_ring(), place, bytes(file.sealed or b""))


def seal_mended(upload: Upload, mending: Mending) -> bytes | None:
    """Return what was mended, sealed; nothing where nothing was."""
    if not mending.is_any:
        return None
    told = {
        "cells": [[*sheet, row, at, text] for sheet, rows in mending.cells.items()
                  for row, cells in rows.items() for at, text in cells.items()],
        "tables": [[*sheet, title] for sheet, title in mending.tables.items()],
        "only": [[*sheet, sorted(rows)] for sheet, rows in mending.only.items()],
    }  # fmt: skip
    return _sealed(upload, "mended", told)


def opened_mended(upload: Upload) -> Mending:
    """Return what was mended."""
    told = _opened(upload, "mended", upload.mended) or {"cells": [], "tables": [], "only": []}
    cells: dict[tuple[str, str], dict[int, dict[int, str]]] = {}
    for file, sheet, row, at, text in told["cells"]:
        cells.setdefault((file, sheet), {}).setdefault(row, {})[at] = text
    tables = {(file, sheet): title for file, sheet, title in told["tables"]}
    only = {(file, sheet): frozenset(rows) for file, sheet, rows in told["only"]}
    return Mending(cells, tables, only)


def seal_seen(upload: Upload, looked: Looked) -> bytes:
    """Return what a look found, sealed."""
    told = asdict(looked) | {
        "rows": [[*key, cells] for key, cells in looked.rows.items()],
        "failed": [[*key, count] for key, count in looked.failed.items()],
        "again": [list(key) for key in looked.again],
    }
    return _sealed(upload, "seen", told)


def opened_seen(upload: Upload) -> Looked | None:
    """Return what the last look found; None before the first and after it was forgotten."""
    told = _opened(upload, "seen", upload.seen)
    if told is None:
        return None
    return Looked(
        sheets=[_sheet(one) for one in told["sheets"]],
        findings=[Finding(**one) for one in told["findings"]],
        unlisted=told["unlisted"],
        rows={(file, sheet, row): cells for file, sheet, row, cells in told["rows"]},
        failed={(file, sheet, row): count for file, sheet, row, count in told["failed"]},
        counts=told["counts"],
        brings=told["brings"],
        notes=[(zh, en) for zh, en in told["notes"]],
        lacks=told["lacks"],
        lacks_en=told["lacks_en"],
        again={(file, sheet, row) for file, sheet, row in told["again"]},
    )


def _sheet(told: Mapping[str, Any]) -> Sheet:
    columns = tuple(Column(**one | {"samples": tuple(one["samples"])}) for one in told["columns"])
    constants = tuple((field, value, where) for field, value, where in told["constants"])
    return Sheet(**{**told, "columns": columns, "constants": constants})


def _sealed(upload: Upload, column: str, told: Any) -> bytes:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return seal_whole(installed_ring(), Place(TABLE, column, str(upload.key)), text.encode())


def _opened(upload: Upload, column: str, sealed: bytes | memoryview | None) -> Any:
    if sealed is None:
        return None
    return json.loads(opened_whole(installed_ring(), Place(TABLE, column, str(upload.key)), bytes(sealed)))
