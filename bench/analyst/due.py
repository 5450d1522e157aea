"""What was due for a line: dibao by the gap, single cases, tekun; and the most it can have been."""

from fractions import Fraction
from math import lcm

import pandas as pd

from analyst.book import Book
from analyst.columns import BASIS, benefit, coalesce, known, rounded, top_up


def with_due(book: Book, lines: pd.DataFrame) -> pd.DataFrame:
    """Return lines with `due_fen`, `other_due_fen` (another lawful reading) and `most_fen`, where known."""
    assert book.limit("benefit_rounding") == "exact_fen_half_up"
    assert not book.limits.places("benefit_rounding")
    region, standard = lines["region_code"], lines["standard_fen"]
    bp = book.at("top_up_bp", region)
    has_formula = known(lines["in_approvals"] & (lines["certificates"] == 1)) & lines["grace_until"].isna()
    dibao, is_single = has_formula & known(lines["is_dibao"]), known(lines["case_kind"] == "single")
    facts = (lines[name] for name in ("member_count", "priority_member_count", "annual_income_fen"))
    household = benefit(*facts, standard, bp).where(dibao)
    single = rounded(book.at("average_supplement_fen", region) * BASIS + standard * bp, BASIS)
    single = single.where(dibao & is_single & known(lines["member_count"] == 1))
    support, by_dibao = (
        tekun_support(book, lines, basic).where(has_formula & known(lines["is_tekun"]))
        for basic in (
            basic_living(book, lines),
            rounded(lines["own_standard_fen"] * book.number("tekun_basic_bp"), BASIS),
        )
    )
    whole = (standard * lines["member_count"] + top_up(standard, bp, lines["member_count"])).where(
        known(lines["is_dibao"])
    )
    alone = known(lines["is_tekun"] & (coalesce(lines["certificates"], 1) == 1))
    whole = whole.mask(alone, rounded(basic_living(book, lines) * book.number("rk318_tekun_most_bp"), BASIS))
    return lines.assign(
        due_fen=coalesce(household, support).where(~is_single, single.where(household.notna())),
        other_due_fen=by_dibao.where(~is_single, household),
        most_fen=single.where(known(single > whole), whole),
    )


def basic_living(book: Book, lines: pd.DataFrame) -> pd.Series:
    """Return the basic-living standard of tekun: stated, else that of the place."""
    in_town = book.limit("tekun_institution_urban") is True
    urban = (lines["programme"] == "tekun_urban") | ((lines["supply_mode"] == "central").fillna(False) & in_town)
    place = {area: book.at(f"tekun_{area}_standard_fen", lines["region_code"]) for area in ("urban", "rural")}
    return lines["own_standard_fen"].fillna(place["urban"].where(known(urban), place["rural"]))


def tekun_support(book: Book, lines: pd.DataFrame, basic: pd.Series) -> pd.Series:
    """Return basic living plus care as a share of last year's minimum wage, rounded once."""
    shares = {level: book.limit(f"tekun_care_{level}") for level in ("able", "partial", "total")}
    assert all(isinstance(share, Fraction) for share in shares.values())
    whole = lcm(*(share.denominator for share in shares.values()))
    parts = lines["care_level"].map({level: int(share * whole) for level, share in shares.items()}).astype("Int64")
    return rounded(basic * whole + book.at("last_year_minimum_wage_fen", lines["region_code"]) * parts, whole)
