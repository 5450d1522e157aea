"""Then and now side by side: what is found more and less, how right, how much money."""

from hypothesis import given
from hypothesis import strategies as st

from mingbai.replays.comparing import Became, Compared, Count, Key, compared

KEYS = [("line", bytes([number])) for number in range(8)]
SETS = st.sets(st.sampled_from(KEYS))
OUTCOMES = st.dictionaries(st.sampled_from(KEYS), st.builds(Became, st.booleans(), st.integers(0, 10**6)))


def test_what_is_lost_and_what_is_spared_are_counted_apart() -> None:
    became = {KEYS[0]: Became(True, 62_000), KEYS[1]: Became(False, 0), KEYS[2]: Became(True, 31_000)}

    found = compared(KEYS[:4], KEYS[2:5], became)

    assert found.then == Count(4, 2, 1, 1, 93_000)
    assert found.now == Count(3, 1, 0, 2, 31_000)
    assert found.more == Count(1, 0, 0, 1, 0), "what is found anew was never looked into"
    assert found.less == Count(2, 1, 1, 0, 62_000)
    assert (found.then.share_bp, found.now.share_bp) == (6666, 10_000)


def test_without_a_decided_one_there_is_no_share() -> None:
    assert compared(KEYS[:2], KEYS[:1], {}).then.share_bp is None


@given(SETS, SETS, OUTCOMES)
def test_now_is_then_with_more_and_without_less(then: set[Key], now: set[Key], became: dict[Key, Became]) -> None:
    found = compared(then, now, became)

    assert found.then + found.more == found.now + found.less
    assert Compared.from_json(found.as_json()) == found
    for count in (found.then, found.now, found.more, found.less):
        assert count.found == count.confirmed + count.refuted + count.undecided


@given(SETS, OUTCOMES)
def test_nothing_changed_is_nothing_more_and_nothing_less(then: set[Key], became: dict[Key, Became]) -> None:
    found = compared(then, then, became)

    assert (found.more, found.less) == (Count(), Count())
    assert found.then == found.now
