"""The stage of one county: its codes, villages, standards, month and dice."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from mingbai.kernel.month import Month
from mingbai.simulation.people.numbers import Ints
from mingbai.simulation.sizes import Size, county_code

COMMUNITIES, VILLAGES = 3, 11  # in each township: where town people live, and where country people live
PLACES = COMMUNITIES + VILLAGES
TOWNSHIP_NAMES = "城关 东升 石桥 柳河 清水 红岭 青山 永安 太平 双河 龙泉 大坪 南湾 北塘 云台"
FIRST_WORDS, LAST_WORDS = (
    "上下前后东西南北大小新老",
    "李家庄 石桥 柳树沟 王家坪 杨树湾 河口 槐树岭 三里店 泉水 榆林 高庄",
)
COMMUNITY_NAMES = "解放路社区 和平社区 东街社区"
OLD_URBAN_FEN, OLD_RURAL_FEN = 68_000, 53_000  # the demo county's standards of 2024 and 2025
URBAN_FEN, RURAL_FEN = 70_000, 56_000  # and from 2026, as in its parameter file
STANDARDS_CHANGED = Month(2026, 1)
TOP_UP_BP = 1_500
TEKUN_BASIC_BP = 13_000
LAST_YEAR_WAGE_FEN = 186_000
CARE_DIVISORS = (10, 6, 3)  # a tenth, a sixth, a third of last year's minimum wage
AVERAGE_SUPPLEMENT_FEN = 48_650  # what a single-person case gets before its supplement
TOWNSHIP_LIMIT_FEN = 100_000
PAY_DAY = 10


@dataclass(frozen=True)
class County:
    """One county in one month; every number in it follows from the seed and its index alone."""

    size: Size
    index: int
    seed: int
    month: Month
    history: int
    faults: bool = True
    apart: bool = True  # with stories that take a township of their own

    @property
    def code(self) -> str:
        """Return the county's six digits."""
        return county_code(self.index)

    def dice(self, stream: int) -> np.random.Generator:
        """Return the random numbers of one purpose; each county and purpose has its own, so any can be made alone."""
        return np.random.Generator(np.random.Philox(key=[self.seed, self.index * 64 + stream]))

    @cached_property
    def lines(self) -> int:
        """Return about how many roster lines the county has; counties of a larger place differ in size."""
        if self.size.counties == 1:
            return self.size.lines
        return int(self.size.lines * (0.6 + 0.8 * self.dice(0).random()))

    def standard_fen(self, *, urban: bool, month: Month | None = None) -> int:
        """Return the dibao standard per person and month."""
        old = (month or self.month) < STANDARDS_CHANGED
        if self.index == 0:
            return (OLD_URBAN_FEN if old else URBAN_FEN) if urban else (OLD_RURAL_FEN if old else RURAL_FEN)
        step = self.index * 7 % 31
        raised = 0 if old else 2_000
        return raised + (62_000 + 1_000 * step if urban else 48_000 + 700 * step)

    def tekun_fen(self, *, urban: bool, care: int, month: Month | None = None) -> int:
        """Return what a tekun person gets: basic living and care of level 0 (able), 1 (partial) or 2 (total)."""
        basic = self.standard_fen(urban=urban, month=month) * TEKUN_BASIC_BP // 10_000
        return basic + LAST_YEAR_WAGE_FEN // CARE_DIVISORS[care]

    @cached_property
    def village_codes(self) -> Ints:
        """Return the 12-digit code of each place, township by township, communities first."""
        township, place = np.divmod(np.arange(self.size.townships * PLACES), PLACES)
        number = np.where(place < COMMUNITIES, place + 1, place - COMMUNITIES + 201)
        return int(self.code) * 10**6 + (101 + township) * 1000 + number

    @cached_property
    def township_names(self) -> list[str]:
        """Return the townships' names."""
        return [name + ("街道" if i < 2 and self.size.townships > 2 else "镇") for i, name in
                enumerate(TOWNSHIP_NAMES.split()[: self.size.townships])]  # fmt: skip

    @cached_property
    def village_names(self) -> list[str]:
        """Return the places' names."""
        names = []
        for township in range(self.size.townships):
            word = FIRST_WORDS[township % len(FIRST_WORDS)]
            names += COMMUNITY_NAMES.split()
            names += [f"{word}{name}村" for name in LAST_WORDS.split()]
        return names

    @cached_property
    def title(self) -> str:
        """Return the county's name."""
        return "示范县" if self.index == 0 else f"示范{self.index:04d}县"

    def paid_on(self, days: int = 0) -> date:
        """Return the ordinary pay day of the month, the 8th, or so many days later."""
        return self.month.first_on + timedelta(days=7 + days)
