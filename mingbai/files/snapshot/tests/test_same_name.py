"""Names that a bank cut or could not write are compared in SQL as in Python."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mingbai.files.snapshot.compiling import same_name
from mingbai.kernel.names import same_name as same_in_python

SQL = f"SELECT {same_name(exp.column('one'), exp.column('other')).sql('duckdb')} FROM (SELECT ? AS one, ? AS other)"
CON = duckdb.connect()


def same(one: str | None, other: str | None) -> bool | None:
    found = CON.execute(SQL, [one, other]).fetchall()[0][0]
    return None if found is None else bool(found)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("王伟", "王伟", True),
        ("王伟", "王伟明", False),
        ("阿卜杜热西提·买", "阿卜杜热西提·买买提依明", True),
        ("阿卜杜热?", "阿卜杜热西提", True),
        ("阿卜杜", "阿卜杜热西提", False),
        ("王??", "王堃", True),
        ("王□明", "王堃明", True),
        ("???", "王伟明", False),
        ("%", "王伟", False),
        ("王伟", None, None),
        (None, None, None),
    ],
)
def test_same_name(one: str | None, other: str | None, expected: bool | None) -> None:
    assert same(one, other) is expected
    assert same(other, one) is expected


@settings(max_examples=300, deadline=None)
@given(st.text("王李伟明堃·阿卜?□", min_size=1, max_size=7), st.text("王李伟明堃·阿卜?□", min_size=1, max_size=7))
def test_sql_and_python_agree_unless_both_are_damaged(one: str, other: str) -> None:
    one, other = one.strip("·").replace("··", "·"), other.strip("·").replace("··", "·")
    whole = one.replace("?", "").replace("□", "")
    if not one or not other or whole != one or "????" in other.replace("□", "?"):
        return
    if same(one, other):
        assert same_in_python(one, other, truncated=True)
