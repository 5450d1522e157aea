"""What is told of a finding is safe, complete in two languages, and hides people until asked."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.files.tables import TABLES
from mingbai.rules.catalogue import all_rules
from mingbai.rules.report.page.markup import both, data, escaped, tag
from mingbai.rules.report.page.numbers import headline, yuan
from mingbai.rules.report.page.payload import FIRST_MARK, in_script, secrets, without_marks
from mingbai.rules.report.page.rule_pages import FOUND_TOLD, examples_told
from mingbai.rules.report.wording.label_words import LABELS
from mingbai.rules.report.wording.labels import label, shown, veiled
from mingbai.rules.report.wording.next_steps import NEVER, STEPS
from mingbai.rules.rule import Rule, shown_name

HEADERS = {column.name for table in TABLES.values() for column in table.columns}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_value_a_rule_shows_has_a_name_in_both_languages(rule: Any) -> None:
    keys = {shown_name(text) for text in rule.shows}
    spoken = {key for key in keys if not (key.endswith("_en") and key.removesuffix("_en") in keys)}

    assert {key for key in spoken if key not in LABELS and key not in HEADERS} == set()


def test_a_label_for_what_nobody_named_is_still_a_word() -> None:
    assert label("left_over_fen") == ("left over", "left over")


@pytest.mark.parametrize(
    ("evidence", "zh", "en"),
    [
        ({"amount_fen": 123450}, "1,234.50元", "1,234.50 yuan"),
        ({"amount_fen": 0}, "0.00元", "0.00 yuan"),
        ({"amount_fen": None}, "--", "--"),
        ({"month": "2026-10-01"}, "2026年10月", "2026-10"),
        ({"programme": "dibao_rural"}, "农村低保", "rural dibao"),
        ({"is_late": True}, "是", "yes"),
        ({"how": "本人领取", "how_en": "by the person"}, "本人领取", "by the person"),
        ({"share_bp": 8333}, "83.33%", "83.33%"),
        ({"accounts": 2}, "2", "2"),
        ({"case_kind": "single"}, "单人户", "single"),
    ],
)
def test_values_are_told_as_people_write_them(evidence: dict[str, Any], zh: str, en: str) -> None:
    (told,) = shown(json.dumps(evidence))

    assert (told.zh, told.en) == (zh, en)


@pytest.mark.parametrize(
    ("key", "value", "masked"),
    [
        ("holder", "臧景忠", "臧*忠"),
        ("first_owed", "王家珍", "王*珍"),
        ("dead_name", "李四", "李*"),
        ("spouse_id", "999901198204172306", "9999****2306"),
        ("rostered_account_no", "6299990000450000108", "****0108"),
        ("address", "示范县城关镇上榆林村8组9167号", "示范县城关镇上榆林村"),
        ("born_number", 19661002, "1966-**-**"),
        ("plate", "示A75699", "示A****99"),
        ("note", "见999901198204172306", "见9999****2306"),
    ],
)
def test_what_belongs_to_a_person_is_hidden_at_first(key: str, value: object, masked: str) -> None:
    (told,) = shown(json.dumps({key: value}, ensure_ascii=False))

    assert told.masked == masked


@pytest.mark.parametrize(
    ("key", "value"), [("accounts", 2), ("certificate_no", "Z99990150061420173"), ("died_on", "2026-09-12")]
)
def test_what_belongs_to_nobody_stands(key: str, value: object) -> None:
    (told,) = shown(json.dumps({key: value}))

    assert told.masked is None


def test_a_payee_in_the_subject_is_hidden_and_a_bank_reference_is_not() -> None:
    finding = {
        "name": "",
        "person_id": "",
        "subject_table": "roster",
        "subject_id": "2026-10/dibao_rural/H1/999901198204172306",
    }

    assert secrets(finding, []) == {"999901198204172306": "9999****2306"}
    assert secrets(finding | {"subject_table": "payments", "subject_id": "2026100800005000233"}, []) == {}


def test_a_sentence_is_veiled_wherever_a_number_stands() -> None:
    assert veiled("“身份证号”的“99990119820417230X”有误") == "“身份证号”的“9999****230X”有误"
    assert veiled("家庭9999015001442") == "家庭9999015001442"


texts = st.text() | st.sampled_from(
    ["</script>", "<!--", "]]>", "\u2028", "\ufdd0", "\ud800", "=1+1", "&amp;", '"><b>']
)


@given(texts)
def test_nothing_in_a_script_tag_ends_it(text: str) -> None:
    told = in_script([without_marks(text)])

    assert not set(told) & set("<>&\u2028\u2029\ufdd0")
    assert json.loads(told) == [without_marks(text)]
    told.encode("utf-8")


@given(texts, texts)
def test_no_text_leaves_its_element_or_its_attribute(text: str, other: str) -> None:
    for made in (escaped(text), data(text), both(text, other)):
        assert made.count("<") == made.count(">")
        assert "<script" not in made
        made.encode("utf-8")
    assert tag("a", href=text).count('"') == 2
    assert chr(FIRST_MARK) not in without_marks(text + chr(FIRST_MARK))


def test_no_data_zero_and_hidden_are_three_things() -> None:
    assert (yuan(None), yuan(0)) == ("--", "0.00")
    assert headline(None) == "--"


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (99_999, "999.99 元", "¥999.99"),
        (1_234_567, "1.23 万元", "¥12,345.67"),
        (123_456_789_012, "12.35 亿元", "¥1,234.57 m"),
    ],
)
def test_headlines_speak_in_the_unit_of_their_size(fen: int, zh: str, en: str) -> None:
    assert zh in headline(fen)
    assert en in headline(fen)


def test_no_next_step_stops_anybodys_money() -> None:
    for words, forbidden in product([*STEPS.values()], ("停发", "停保", "stop", "suspend", "cancel")):
        assert all(forbidden not in text for text in words)
    assert all("核" in zh or "查" in zh for zh, _ in STEPS.values() if "提示" not in zh)
    assert "《社会救助法》第48条" in NEVER[0]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_what_a_rule_leaves_alone_is_told_whole_and_what_it_finds_in_part_in_both_languages(rule: Rule) -> None:
    told = examples_told(rule)
    found = [case for case in rule.examples if case.finds]
    for case in [*found[:FOUND_TOLD], *(case for case in rule.examples if not case.finds)]:
        assert f"<li>{both(case.story, case.story_en)}</li>" in told
    assert told.count("<li>") == len(rule.examples) - len(found[FOUND_TOLD:])
