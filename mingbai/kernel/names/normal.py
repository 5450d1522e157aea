"""The normal form of a name, in Python and in SQL: the form in which two spellings of it are equal."""

import re
import unicodedata

from mingbai.kernel.text import BLANKS, QUOTES, folded, folded_sql, folds

DOT = "·"
# Between the parts of a transliterated name people type whatever dot their keyboard offers.
DOTS = "‧•・･∙⋅●᛫․﹒.．。｡ꞏ\u0387"
# NFKC of the blocks a name can hold: radicals, Hangzhou numerals, half-width kana, compatibility ideographs.
BLOCKS = ((0x2E80, 0x2FDF), (0x3000, 0x303F), (0xF900, 0xFAFF), (0xFF61, 0xFFEF), (0x2F800, 0x2FA1F))


def _compatible() -> dict[str, str]:
    characters = (chr(code) for first, last in BLOCKS for code in range(first, last + 1))
    pairs = ((character, unicodedata.normalize("NFKC", character)) for character in characters)
    return {wide: plain for wide, plain in pairs if wide != plain and len(plain) == 1}


def _latin_capitals() -> dict[str, str]:
    letters = (chr(code) for code in (*range(0xE0, 0x250), *range(0x1E00, 0x1F00)))
    return {letter: letter.upper() for letter in letters if len(letter.upper()) == 1 and letter.upper() != letter}


FOLDS = folds(to={**_compatible(), **_latin_capitals(), **dict.fromkeys(DOTS, DOT)}, dropped="\0" + BLANKS + QUOTES)
HAN = r"[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{20000}-\x{2EBEF}\x{30000}-\x{323AF}]"
CLEAN = f"{HAN}+(?:{DOT}{HAN}+)*"  # what nearly every name consists of, and nothing folds
PLAIN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF\U00020000-\U0002EBEF\U00030000-\U000323AF]+")  # HAN, for Python


def normal_name(text: str) -> str:
    """
    Return the name without blanks and quotes, in half width and capitals, its dots as single ·.

    Compatibility forms become the ordinary character (NFKC); 繁體 and variant characters
    stay as they are, and so do the marks of an unknown character: □, ?, private use.
    """
    if PLAIN.fullmatch(text):
        return text
    name = unicodedata.normalize("NFC", folded(text, FOLDS))
    return re.sub(f"{DOT}+", DOT, name).strip(DOT)


def normal_name_sql(column: str) -> str:
    """Return the DuckDB SQL of `normal_name` over a text column; NULL stays NULL."""
    rare = f"trim(regexp_replace(nfc_normalize({folded_sql(column, FOLDS)}), '{DOT}+', '{DOT}', 'g'), '{DOT}')"
    return f"CASE WHEN regexp_full_match({column}, '{CLEAN}') THEN {column} ELSE {rare} END"
