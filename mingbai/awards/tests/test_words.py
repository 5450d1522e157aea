"""Explanations as words and figures: put together they are the text to the letter, and words are few."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mingbai.awards.reckoning import BLANK, RECKONED, Facts, Reckoned, Words, place_of, reckon
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped

PLACE = place_of(shipped(), "999901", Month(2026, 10))
FACTS = st.builds(
    Facts,
    st.integers(1, 9),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(0, 10**9),
    st.sampled_from(["", "whole", "single"]),
    st.sampled_from(["", "central", "dispersed"]),
    st.sampled_from(["", "able", "partial", "total"]),
)


@given(st.sampled_from([*RECKONED, "orphan"]), FACTS)
def test_words_and_figures_are_the_explanation(programme: str, facts: Facts) -> None:
    made = reckon(programme, PLACE, facts)
    assert Words(made.words.text).explanation(made.figures) == json.loads(json.dumps(made.explanation))


@given(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_comes_back_also_one_that_holds_the_mark_of_a_blank(text: str, number: int, ratio: float) -> None:
    said = {"zh": text + BLANK, "cites": ["LAW-2026#18", text], "values": {"n": number, "r": str(ratio)}}
    made = Reckoned("orphan", "999901", Month.parse(date(2026, 10, 1)), {}, None, said, "")
    assert Words(made.words.text).explanation(made.figures) == said


def test_a_thousand_families_share_a_handful_of_words() -> None:
    made = [reckon("dibao_rural", PLACE, Facts(1 + n % 5, n % 3, 100_000 + 37 * n, "whole")) for n in range(1_000)]
    assert len({one.id for one in made}) == 1_000
    assert len({one.words.id for one in made}) <= 12
    assert sum(len(one.figures) for one in made) < 300_000  # of 2.2 MB
