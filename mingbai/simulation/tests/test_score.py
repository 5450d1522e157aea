"""The score counts what was found, missed and raised for nothing, each once."""

from pathlib import Path

import pytest

from mingbai.simulation.key import Expectation, Expected, read_key, write_key
from mingbai.simulation.score import Finding, as_json, score


def expected(rule_id: str, subject: str, stake: int | None = None, expectation: str = "find") -> Expected:
    return Expected(rule_id, "person", subject, expectation, stake, "故事", "story")


def finding(rule_id: str, subject: str, fen: int | None = None, severity: str = "红") -> Finding:
    return Finding(rule_id, subject, severity, fen)


def test_what_is_found_with_its_sum_is_exact() -> None:
    result = score([expected("RK-101", "a", 100)], [finding("RK-101", "a", 100)])
    assert (result.found, result.planted, result.recall_bp, result.precision_bp) == (1, 1, 10_000, 10_000)
    assert result.rules["RK-101"].exact == 1
    assert result.passes


def test_another_sum_is_found_but_not_exact() -> None:
    result = score([expected("RK-101", "a", 100)], [finding("RK-101", "a", 99)])
    assert result.found == 1
    assert [said for _, said in result.inexact] == [99]


def test_a_sum_the_key_does_not_state_is_not_compared() -> None:
    result = score([expected("RK-101", "a")], [finding("RK-101", "a", 99)])
    assert result.rules["RK-101"].stakes == 0
    assert not result.inexact


def test_ninety_eight_per_cent_passes_and_less_does_not() -> None:
    key = [expected("RK-101", f"{n}") for n in range(50)]
    assert score(key, [finding("RK-101", f"{n}") for n in range(49)]).passes
    below = score(key, [finding("RK-101", f"{n}") for n in range(48)])
    assert not below.passes
    assert [row.subject_id for row in below.missed] == ["48", "49"]


def test_an_alarm_on_a_case_to_leave_alone_fails_unless_it_is_blue() -> None:
    key = [expected("RK-108", "a", expectation="leave")]
    assert not score(key, [finding("RK-108", "a", severity="橙")]).passes
    assert score(key, [finding("RK-108", "a", severity="蓝")]).passes
    assert score(key, []).passes


def test_a_side_effect_is_right_either_way() -> None:
    key = [expected("RK-307", "a", expectation="may")]
    for findings in ([], [finding("RK-307", "a")]):
        result = score(key, findings)
        assert (result.planted, len(result.extra), result.passes) == (0, 0, True)


def test_findings_outside_the_key_lower_precision_and_count_red_ones() -> None:
    result = score(
        [expected("RK-101", "a")],
        [finding("RK-101", "a"), finding("RK-101", "b"), finding("RK-317", "c", severity="黄")],
        2_000,
    )
    assert result.precision_bp == 3_333
    assert result.red_extra == 1
    assert result.red_per_thousand_clean == 0.5
    assert result.rules["RK-317"].extra == 1


def test_any_of_several_subjects_will_do() -> None:
    key = [expected("RK-212", "a|b", 5)]
    result = score(key, [finding("RK-212", "b", 5, "黄")])
    assert (result.found, len(result.extra)) == (1, 0)


def test_what_must_be_found_outweighs_what_may_be() -> None:
    key = [
        expected("RK-307", "a", expectation="leave"),
        expected("RK-307", "a", expectation="may"),
        expected("RK-307", "a"),
    ]
    assert score(key, []).planted == 1
    assert score(key[:2], [finding("RK-307", "a")]).false_alarms == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("2026-10-01/dibao_rural/H/P", "2026-10/dibao_rural/H/P"), ("999901108000", "999901108")],
)
def test_months_and_townships_are_compared_in_one_form(one: str, other: str) -> None:
    from mingbai.simulation.key import one_form

    assert score([expected("RK-101", other)], [finding("RK-101", one_form(one))]).found == 1


def test_nothing_planted_and_nothing_found_passes() -> None:
    assert score([], []).passes


def test_the_key_reads_back_as_it_was_written(tmp_path: Path) -> None:
    key = [expected("RK-101", "b", 5), expected("RK-101", "a"), expected("RK-102", "x", 0, Expectation.LEAVE)]
    assert write_key(key, tmp_path / "key.csv") == 3
    assert list(read_key(tmp_path / "key.csv")) == sorted(key, key=lambda row: (row.rule_id, row.subject_id))


def test_the_score_for_machines_names_every_miss() -> None:
    said = as_json(
        score([expected("RK-101", "a"), expected("RK-102", "b", expectation="leave")], [finding("RK-102", "b")])
    )
    assert said["missed"] == [["RK-101", "a", "story"]]
    assert said["false_alarms"] == [["RK-102", "b", "story"]]
    assert said["passes"] is False
