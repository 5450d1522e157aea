"""What findings say at rest: names, addresses and numbers masked, amounts and days as they are."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from mingbai.prechecks.hiding import discreet
from mingbai.prechecks.rules.rk507_changed_past_the_desk import RULE as CHANGED
from mingbai.rules.catalogue import rule as rule_of


def finding(zh: str, en: str = "", name: str = "", **compared: Any) -> dict[str, Any]:
    """Return a finding with this sentence, as the rules make it."""
    return {"message": zh, "message_en": en, "name": name, "evidence": json.dumps(compared, ensure_ascii=False)}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (finding("张小三已于2026年9月1日死亡", name="张小三"), "张*三已于2026年9月1日死亡"),
        (finding("620.00元付入“李强”的账户6217000000000000012", holder="李强"), "620.00元付入“李*”的账户****0012"),
        (finding("王伟与王伟明收款", payee_name="王伟", bank_name="王伟明"), "王*与王*明收款"),
        (finding("欧阳峰、赵敏等2人", first_name="欧阳峰", last_name="赵敏"), "欧阳*、赵*等2人"),
        (finding("证件号码37083019500101001X", name=""), "证件号码****001X"),
        (finding("买买提·艾力的车鲁H12345", owner="买买提·艾力", plate="鲁H12345"), "买买提·**的车鲁H****45"),
        (finding("某地覆盖率高于同类", name=""), "某地覆盖率高于同类"),
    ],
)
def test_a_sentence_says_what_was_found_and_nobody_s_name(found: dict[str, Any], said: str) -> None:
    assert discreet(found)[0] == said


def test_both_languages_are_masked_alike() -> None:
    zh, en = discreet(finding("张小三已死亡", "张小三 has died", name="张小三"))

    assert (zh, en) == ("张*三已死亡", "张*三 has died")


def test_a_name_of_one_character_is_not_looked_for_in_the_words_around_it() -> None:
    assert discreet(finding("王村的王领款", name="王"))[0] == "王村的王领款"


def test_the_rule_s_own_words_stay_though_somebody_is_called_so() -> None:
    rule = rule_of("RK-120b")
    assert "名单" in rule.message
    called: dict[str, Any] = {
        "person_id": "999901196003040018",
        "name": "名单",
        "other_name": "名单山",
        "departments": 2,
    }

    zh, _ = discreet(finding(rule.message.format(**called), **called) | {"rule_id": rule.id})

    assert zh == "****0018在本月名单中姓名为名*，另见姓名名*山（2个部门一致）"
    assert "名单" not in discreet(finding("名单山领款", **called) | {"rule_id": rule.id})[0]


def test_a_rule_that_puts_a_name_into_its_own_words_says_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from mingbai.prechecks.rules import rk507_changed_past_the_desk as rule

    monkeypatch.setattr(rule, "altered", lambda *_: ["people.account/7"])
    monkeypatch.setattr(rule, "installed_ring", lambda: None)
    monkeypatch.setattr(rule, "_ask", lambda *_, **_more: [(7, "370830", "dibao_rural", 1, 2, 3, 4, 50_000, "张小三")])
    asked: Any = SimpleNamespace(region=SimpleNamespace(code="370830"))
    (row,) = rule._accounts([7], asked)
    shown = {"what": row["what"], "name": row["name"]}

    said = finding(CHANGED.message.format(**shown), **shown)
    assert discreet(said)[0].startswith("张*三的收款账户")
