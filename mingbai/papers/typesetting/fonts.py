"""The fonts papers are set in: 宋体 and 黑体 from the font wheels, so that every machine prints the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from mingbai.papers.typesetting.refused import NoFont

WHEELS = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")  # Noto Serif SC; Noto Sans CJK with bold and rare characters
SYSTEM = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"), Path("C:/Windows/Fonts"))
SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "SimSun")
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "SimHei")


@dataclass(frozen=True)
class Typefaces:
    """Fonts found, and the families to set body and headings in, the first that has the character first."""

    fonts: typst.Fonts
    body: tuple[str, ...]
    heading: tuple[str, ...]


@cache
def typefaces(own: Path | None = None) -> Typefaces:
    """Return the fonts of the wheels, else of the system, and those of a folder of one's own; raise NoFont."""
    for folders in (wheel_folders(), [folder for folder in SYSTEM if folder.is_dir()]):
        found = chosen([*folders, *([own] if own else [])])
        if found:
            return found
    raise NoFont


def wheel_folders() -> list[Path]:
    """Return where the font wheels keep their files."""
    specs = (find_spec(name) for name in WHEELS)
    return [Path(place) for spec in specs if spec for place in spec.submodule_search_locations or ()]


def chosen(folders: Iterable[Path]) -> Typefaces | None:
    """Return the fonts in these folders, if a Chinese one is among them; a folder's own families stand last."""
    paths = [str(folder) for folder in folders]
    if not paths:
        return None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    there = fonts.families()
    serif, sans = ([name for name in names if name in there] for names in (SERIF, SANS))
    if not serif and not sans:
        return None
    rest = sorted(name for name in there if not name.startswith("Noto "))
    body, heading = dict.fromkeys([*serif, *sans, *rest]), dict.fromkeys([*sans, *serif, *rest])
    return Typefaces(fonts, tuple(body), tuple(heading))
