"""Names made ready to be compared: one form for all variants, how they sound, what fits an unknown character."""

import re
from collections.abc import Iterable

import pyarrow as pa

from mingbai.kernel.names import pinyin_key, split_name, standard_characters
from mingbai.kernel.names.normal import DOT
from mingbai.kernel.names.same import WILDCARD

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0002f7ff\U00030000-\U000323af]")
READ = pa.schema([(name, pa.string()) for name in ("name", "plain", "sound", "surname", "pattern")])


def read_names(names: Iterable[str]) -> pa.Table:
    """
    Return the distinct names (normal form) with `plain`, `sound`, `surname` and `pattern`.

    `plain` is the name in standard characters without dots; `sound` its syllables without tones, surnames
    read as surnames. Both are NULL where a character is unknown; `pattern` is then what LIKE finds the name by.
    """
    distinct = sorted(set(names))
    # Many names are one text to the kernel, whose tables are made anew for each call.
    plain = standard_characters("\n".join(distinct).replace(DOT, "")).split("\n") if distinct else []
    parts = [split_name(WILDCARD.sub("", form)) for form in plain]
    surnames = {surname: sound_of_surname(surname) for surname in {surname for surname, _ in parts}}
    sounds = sounds_of("".join(sorted({character for _, given in parts for character in given})))
    rows = [
        (name, form, surnames[surname] + given.translate(sounds), surnames[surname], None)
        if not WILDCARD.search(form)
        else (name, None, None, None if WILDCARD.match(form) else surnames[surname], pattern_of(form))
        for name, form, (surname, given) in zip(distinct, plain, parts, strict=True)
    ]
    return pa.table([pa.array(column, pa.string()) for column in zip(*rows, strict=True)] if rows else
                    [pa.nulls(0, pa.string())] * len(READ), schema=READ)  # fmt: skip


def pattern_of(form: str) -> str | None:
    """Return what LIKE finds a damaged name by, None where less than two characters can be read."""
    pattern = WILDCARD.sub("%", re.sub(r"[%_\\]", "", form))
    return pattern if len(pattern.replace("%", "")) > 1 else None


def sound_of_surname(surname: str) -> str:
    """Return how a surname is read; a compound one needs something after it to be one."""
    return pinyin_key(f"{surname}一").rpartition(" ")[0]


def sounds_of(characters: str) -> dict[int, str]:
    """
    Return, for `str.translate`, how each character is read by itself, with a blank before it.

    By itself, because somebody who types one character for another picks from all that sound like that one;
    what a word would make of it has no part in it.
    """
    han = HAN.findall(characters)
    spoken = pinyin_key("一0" + "0".join(han)).split(" ")[2::2]  # the zeros keep characters from making words
    sounds = dict(zip(han, spoken, strict=True))
    return {ord(character): f" {sounds.get(character, character)}" for character in characters}
