"""A rule that runs without a list it would use says so."""

from mingbai.files.tables import TABLES
from mingbai.rules.catalogue import all_rules, rule


def test_the_three_way_match_says_which_side_was_missing() -> None:
    told = rule("RK-308").told_by(frozenset({"approvals", "payments"}))
    assert told.partly == (
        "未提供财政拨款明细，未作相应比对",
        "not compared, for want of them: appropriation list",
    )


def test_what_is_missing_is_said_after_what_is_always_missing() -> None:
    always = rule("RK-313").partly
    told = rule("RK-313").told_by(frozenset({"payments"})).partly
    assert always is not None
    assert told is not None
    assert told[0] == f"{always[0]}；未提供审批台账，未作相应比对"


def test_with_every_list_nothing_is_added() -> None:
    assert all(each.told_by(frozenset(TABLES)) is each for each in all_rules())


def test_rules_are_helped_by_lists_only() -> None:
    assert {name for each in all_rules() for name in each.helps} <= TABLES.keys()
