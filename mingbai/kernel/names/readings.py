"""How names are read: a key to sort by, and whether two names may sound the same."""

from functools import lru_cache

from mingbai.kernel.names.normal import normal_name
from mingbai.kernel.names.surnames import SURNAME_READINGS, split_name

REMEMBERED = 65_536  # a bound on the cache, above the number of characters in use


def pinyin_key(name: str) -> str:
    """
    Return the name's syllables without tones, surnames read as surnames: 单雄信 is `shan xiong xin`, 吕 `lü`.

    A character without a reading stands for itself, so the key sorts any name.
    """
    surname, given = split_name(normal_name(name))
    return " ".join((*_surname(surname), *_syllables(given)))


def sounds_alike(a: str, b: str) -> bool:
    """Return whether each character of one name has a reading in common with the other's: a hint for a person."""
    first, second = _possible(normal_name(a)), _possible(normal_name(b))
    return len(first) == len(second) > 0 and all(one & other for one, other in zip(first, second, strict=True))


def _surname(surname: str) -> list[str]:
    read = SURNAME_READINGS.get(surname)
    return read.split("'") if read else _syllables(surname)


def _syllables(text: str) -> list[str]:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 (start-up: it takes a while to load)

    if len(text) == 2 and text not in PHRASES_DICT:
        return [*_read(text[0]), *_read(text[1])]
    return list(_read(text))


@lru_cache(maxsize=REMEMBERED)
def _read(text: str) -> tuple[str, ...]:
    """Return the syllables of a character, or of several that may be read otherwise together."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(text, v_to_u=True, errors=list))  # type: ignore[arg-type]  # its stub lacks it


def _possible(name: str) -> list[frozenset[str]]:
    surname, given = split_name(name)
    as_surname = [frozenset({syllable}) for syllable in _surname(surname)]
    ordinary = [_readings(character) for character in surname]
    first = [one | other for one, other in zip(ordinary, as_surname, strict=False)] or ordinary
    return first + [_readings(character) for character in given]


@lru_cache(maxsize=REMEMBERED)
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415

    return frozenset(
        reading.replace("v", "ü") for reading in pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    )
