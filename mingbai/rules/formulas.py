"""The formulas rules may write in SQL, each the one that also works for a single household in Python."""

from sqlglot import exp

from mingbai.files.snapshot.compiling import Formula, same_name
from mingbai.policy.dibao.recomputed import benefit_without_members, dibao_benefit
from mingbai.policy.ops import Number, rounded_ratio
from mingbai.rules.amounts import banded, single, support, times_standard
from mingbai.rules.disability import kind_of, level_of, unable_to_work, words_of
from mingbai.rules.kinship import is_parentage, kin_steps


def any_word(text: exp.Expr, words: exp.Expr) -> exp.Expr:
    """Return whether a text contains any of a parameter's words; NULL for no text."""
    found: list[exp.Expr] = [
        exp.Like(this=text.copy(), expression=exp.Literal.string(f"%{word.name}%")) for word in words.expressions
    ]
    return exp.paren(exp.or_(*found))


def excludes(kept: exp.Expr, beside: exp.Expr, pairs: exp.Expr) -> exp.Expr:
    """Return whether a parameter's pairs (the programme kept, what may not stand beside it) hold these two."""
    found = (
        exp.and_(*(exp.EQ(this=here.copy(), expression=said) for here, said in zip((kept, beside), pair, strict=True)))
        for pair in (row.expressions for row in pairs.expressions)
    )
    return exp.paren(exp.or_(exp.false(), *found))


def one_spelling(address: exp.Expr) -> exp.Expr:
    """Return an address with half-width digits and dashes and without blanks and commas, however it was written."""
    signs, blanks = ("０１２３４５６７８９－—–", "0123456789---"), " 　,，.。、·()（）"
    texts = [exp.Literal.string(text) for text in (signs[0] + blanks, signs[1])]
    return exp.Anonymous(this="translate", expressions=[address.copy(), *texts])


def match_tier(state: exp.Expr, name: exp.Expr, name_there: exp.Expr) -> exp.Expr:
    """
    Return how sure it is that two lists mean one person whose number is equal in both (design D3).

    A: the number is valid and the names are equal. B: the number is valid, but a name is missing or
    differs, or the names are equal and the number is not valid. C: neither.
    """
    sure = exp.In(this=state.copy(), expressions=[exp.Literal.string("valid"), exp.Literal.string("upgraded")])
    same = exp.func("COALESCE", exp.EQ(this=name.copy(), expression=name_there.copy()), exp.false())
    both = exp.and_(sure, same)
    return exp.Case().when(both, "'A'").when(exp.or_(sure.copy(), same.copy()), "'B'").else_("'C'")


def listed_tier(misspelt: exp.Expr, state: exp.Expr, name: exp.Expr, *names_there: exp.Expr) -> exp.Expr:
    """Return `match_tier` for a fact of several rows: any name may agree, and a misspelt number is never A."""
    first, last = names_there
    there = exp.Case().when(exp.EQ(this=name.copy(), expression=last.copy()), last.copy()).else_(first.copy())
    return exp.Case().when(misspelt.copy(), "'B'").else_(match_tier(state, name, there))


def top_up(standard_fen: exp.Expr, supplement_bp: exp.Expr, members: exp.Expr, rounding: exp.Expr) -> Number:
    """Return the monthly supplement of so many members in fen, rounded once (F5)."""
    exact = exp.paren(standard_fen) * exp.paren(supplement_bp) * exp.paren(members)
    return exp.paren(rounded_ratio(exact, 10_000, _text(rounding)))


def benefit(*facts: exp.Expr) -> Number:
    """Return dibao due: (members, priority members, annual_income_fen, standard_fen, supplement_bp, rounding)."""
    *numbers, rounding = facts
    return exp.paren(dibao_benefit(*numbers, rounding=_text(rounding)))


def benefit_without(*facts: exp.Expr) -> Number:
    """Return dibao due without some members: as `benefit`, then (gone_count, gone_priority_count)."""
    *numbers, rounding, gone, gone_priority = facts
    return exp.paren(
        benefit_without_members(*numbers, rounding=_text(rounding), gone_count=gone, gone_priority_count=gone_priority)
    )


def _text(value: exp.Expr) -> str | exp.Expr:
    return value.name if isinstance(value, exp.Literal) else value


FORMULAS: dict[str, Formula] = {
    "ANY_WORD": any_word,
    "EXCLUDES": excludes,
    "IS_PARENTAGE": is_parentage,
    "KIN_STEPS": kin_steps,
    "ONE_SPELLING": one_spelling,
    "MATCH_TIER": match_tier,
    "SAME_NAME": same_name,
    "LISTED_TIER": listed_tier,
    "TOP_UP": top_up,
    "DISABILITY_KIND": kind_of,
    "DISABILITY_LEVEL": level_of,
    "DISABILITY_WORDS": words_of,
    "UNABLE_TO_WORK": unable_to_work,
    "DIBAO_BENEFIT": benefit,
    "DIBAO_WITHOUT": benefit_without,
    "DIBAO_BANDS": banded,
    "SINGLE_BENEFIT": single,
    "TEKUN_SUPPORT": support,
    "TIMES_STANDARD": times_standard,
}
