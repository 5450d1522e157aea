"""Disability as people write it becomes a kind and a level."""

import duckdb
import pytest
import sqlglot

from mingbai.rules.disability import kind_of, level_of, unable_to_work, words_of

TABLE = sqlglot.parse_one("(('intellect', 3), ('mind', 3), ('limb', 2), ('sight', 1))")


def answer(tree: sqlglot.Expr) -> object:
    """Return what DuckDB makes of an expression without columns."""
    with duckdb.connect() as con:
        found: object = con.execute(f"SELECT {tree.sql('duckdb')}").fetchall()[0][0]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("肢体二级", "limb", "2"), ("二级肢体残疾", "limb", "2"), ("视力1级", "sight", "1"), ("盲", "sight", None),
        ("精神Ⅲ级", "mind", "3"), ("智力残疾", "intellect", None), ("一级", None, "1"),
        ("听力、言语三级", "multiple", "3"),
        ("多重二级", "multiple", "2"), ("肢体4", "limb", "4"), ("无", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_a_text_is_read_as_kind_and_level(text: str, kind: str | None, level: str | None) -> None:
    given = sqlglot.exp.Literal.string(text)
    assert (answer(kind_of(given)), answer(level_of(given))) == (kind, level)


@pytest.mark.parametrize(
    ("kind", "level", "unable"),
    [
        ("limb", "2", True), ("limb", "3", False), ("sight", "1", True), ("sight", "2", False), ("mind", "3", True),
        ("intellect", "4", False), ("hearing", "1", False), ("multiple", "2", True), ("multiple", "3", False),
        ("limb", None, True), ("hearing", None, False),
    ],
)  # fmt: skip
def test_kind_and_level_say_whether_one_can_work_as_mf_2021_43_5_lists(
    kind: str, level: str | None, unable: bool
) -> None:
    given = sqlglot.exp.Literal.string(level) if level else sqlglot.exp.null()
    assert bool(answer(unable_to_work(sqlglot.exp.Literal.string(kind), given, TABLE))) is unable


def test_a_card_is_shown_in_words() -> None:
    assert answer(words_of(sqlglot.exp.Literal.string("limb"), sqlglot.exp.Literal.string("2"))) == "肢体2级"
