"""The price subsidy of one person for one month (F11, LAW-2026#32)."""

from dataclasses import dataclass, field

from mingbai.policy.dibao.monthly_benefit import BASIS
from mingbai.policy.facts import Facts, guarded, up_to
from mingbai.policy.ops import Number, Text, larger, rounded_ratio, where


@dataclass(frozen=True)
class Growth(Facts):
    """How much prices rose on the same month of last year, in basis points; a fall counts as nothing."""

    consumer_bp: Number = field(metadata=up_to(10**5))
    food_bp: Number = field(metadata=up_to(10**5))


@dataclass(frozen=True)
class Trigger(Facts):
    """The growth from which the subsidy is paid, in basis points."""

    consumer_bp: Number = field(metadata=up_to(10**5))
    food_bp: Number = field(metadata=up_to(10**5))


def counting_growth(growth: Growth, trigger: Trigger) -> Number:
    """Return the growth that counts, in basis points: of the indices that reach their trigger, the larger."""
    consumer = where(growth.consumer_bp >= trigger.consumer_bp, growth.consumer_bp, 0)
    food = where(growth.food_bp >= trigger.food_bp, growth.food_bp, 0)
    return guarded(larger(consumer, food), growth, trigger)


def price_subsidy(
    standard_fen: Number, growth: Growth, trigger: Trigger, rounding: Text = "exact_fen_half_up"
) -> Number:
    """Return the standard times the growth that counts, in fen, rounded once; nothing below both triggers."""
    exact = standard_fen * counting_growth(growth, trigger)
    return guarded(rounded_ratio(exact, BASIS, rounding), growth, trigger)
