"""The other ways of paying, for conditions: bands of income, single persons of edge families, tekun."""

from fractions import Fraction

from sqlglot import exp

from mingbai.policy.dibao.bands import banded_benefit
from mingbai.policy.dibao.monthly_benefit import Household, Standard
from mingbai.policy.dibao.single_person import County, single_person_benefit
from mingbai.policy.ops import Number
from mingbai.policy.tekun.self_care import CareLevel
from mingbai.policy.tekun.support import Person, basic_living_standard, monthly_support

CARE_CODES = {"able": CareLevel.ABLE, "partial": CareLevel.PARTIAL, "total": CareLevel.TOTAL}


def banded(*facts: exp.Expr) -> Number:
    """Return dibao by bands (F2): as DIBAO_BENEFIT, then the parameter's bands; unknown where no bands are in force."""
    *others, bands = facts
    if isinstance(bands, exp.Case):  # each place its own table
        case = exp.Case()
        for place in bands.args["ifs"]:
            case = case.when(place.this.copy(), banded(*others, place.args["true"]))
        return case.else_(banded(*others, bands.args["default"]))
    if isinstance(bands, exp.Null):
        return exp.null()
    member_count, priority, income, standard, supplement_bp, rounding = others
    table = [(int(row.expressions[0].name), int(row.expressions[1].name)) for row in bands.expressions]
    household = Household(_whole(member_count), _whole(priority), _whole(income))
    return exp.paren(
        banded_benefit(household, Standard(_whole(standard), _whole(supplement_bp), _text(rounding)), table)
    )


def single(average_fen: exp.Expr, standard_fen: exp.Expr, supplement_bp: exp.Expr, rounding: exp.Expr) -> Number:
    """Return what one person of an edge family on dibao alone gets (F6); unknown where a fact is."""
    standard = Standard(_whole(standard_fen), _whole(supplement_bp), _text(rounding))
    return exp.paren(single_person_benefit(County(_whole(average_fen)), standard))


def times_standard(standard_fen: exp.Expr, ratio_bp: exp.Expr) -> Number:
    """Return a standard times a ratio in basis points, in whole fen (F8's basic living, and bounds in its likeness)."""
    return exp.paren(basic_living_standard(_whole(standard_fen), _whole(ratio_bp)))


def support(*facts: exp.Expr) -> Number:
    """Return tekun support (F8): (basic_fen, wage_fen, care code, share of the able, the partly, the wholly unable)."""
    basic_fen, wage_fen, care_code, *shares = facts
    if any(isinstance(share, exp.Null) for share in shares):
        return exp.null()
    level = exp.Case(this=care_code.copy())
    for code, name in CARE_CODES.items():
        level = level.when(exp.Literal.string(code), exp.Literal.string(name.value))
    person = Person(_whole(basic_fen), _whole(wage_fen), exp.cast(level, "TEXT"))
    return exp.paren(monthly_support(person, dict(zip(CARE_CODES.values(), map(_fraction, shares), strict=True))))


def _fraction(share: exp.Expr) -> Fraction:
    numerator, denominator = (int(part.name) for part in share.expressions)
    return Fraction(numerator, denominator)


def _whole(value: exp.Expr) -> exp.Expr:
    return exp.cast(value.copy(), "BIGINT")


def _text(value: exp.Expr) -> str | exp.Expr:
    return value.name if isinstance(value, exp.Literal) else value
