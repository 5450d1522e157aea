"""Disability as lists write it: 肢体二级 becomes a kind and a level, and the two say whether a person can work."""

from sqlglot import exp

from mingbai.files.tables.words import DISABILITY_KINDS, DISABILITY_LEVELS

SHORTEST = 2  # characters of a word that may be looked for anywhere in a text
MULTIPLE, SEVERE = "multiple", ("1", "2")


def kind_of(text: exp.Expr) -> exp.Expr:
    """Return the kind (`limb`) a text names, several of them as `multiple`; NULL where it names none."""
    named = {
        kind: exp.paren(exp.or_(*[_contains(text, word) for word in words])) for kind, words in DISABILITY_KINDS.items()
    }
    ones = [exp.Case().when(condition, "1").else_("0") for kind, condition in named.items() if kind != MULTIPLE]
    several = exp.GT(this=exp.paren(_sum(ones)), expression=exp.Literal.number(1))
    case = exp.Case().when(exp.or_(named[MULTIPLE], several), exp.Literal.string(MULTIPLE))
    for kind, condition in named.items():
        case = case.when(condition, exp.Literal.string(kind)) if kind != MULTIPLE else case
    return case


def level_of(text: exp.Expr) -> exp.Expr:
    """Return the level (`1` is the gravest) a text names; NULL where it names none."""
    case = exp.Case()
    for level, words in DISABILITY_LEVELS.items():
        anywhere = [_contains(text, word) for word in words if len(word) >= SHORTEST]
        at_the_end = [_like(text, f"%{word}") for word in words if len(word) < SHORTEST]
        case = case.when(exp.or_(*anywhere, *at_the_end), exp.Literal.string(level))
    return case


def words_of(kind: exp.Expr, level: exp.Expr) -> exp.Expr:
    """Return a kind and a level in Chinese words: 肢体2级."""
    case = exp.Case()
    for code, words in DISABILITY_KINDS.items():
        case = case.when(exp.EQ(this=kind.copy(), expression=exp.Literal.string(code)), exp.Literal.string(words[0]))
    return exp.DPipe(this=exp.paren(case), expression=exp.DPipe(this=level.copy(), expression=exp.Literal.string("级")))


def unable_to_work(kind: exp.Expr, level: exp.Expr, table: exp.Expr) -> exp.Expr:
    """
    Return whether a disability of that kind and level means unable to work (MF-2021-43#5.3).

    `table` is the parameter: (kind, weakest level that counts). A multiple disability of
    level 1 or 2 counts, for one of its kinds may; so does a listed kind whose level nobody wrote down.
    """
    grave = exp.and_(_is(kind, MULTIPLE), _is_any(level, SEVERE))
    cases: list[exp.Expr] = [grave]
    for row in table.expressions:
        listed, weakest = row.expressions
        enough = [str(step) for step in range(1, int(weakest.name) + 1)]
        far_enough = exp.or_(exp.Is(this=level.copy(), expression=exp.null()), _is_any(level, enough))
        cases.append(exp.and_(_is(kind, listed.name), far_enough))
    return exp.paren(exp.or_(*cases))


def _contains(text: exp.Expr, word: str) -> exp.Expr:
    return _like(text, f"%{word}%")


def _like(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.Like(this=text.copy(), expression=exp.Literal.string(pattern))


def _is(column: exp.Expr, value: str) -> exp.Expr:
    return exp.EQ(this=column.copy(), expression=exp.Literal.string(value))


def _is_any(column: exp.Expr, values: list[str] | tuple[str, ...]) -> exp.Expr:
    return exp.In(this=column.copy(), expressions=[exp.Literal.string(value) for value in values])


def _sum(numbers: list[exp.Case]) -> exp.Expr:
    total: exp.Expr = numbers[0]
    for number in numbers[1:]:
        total = exp.Add(this=total, expression=number)
    return total
