"""Uses that are forbidden are recognised by their words, and payments go by the names of a list and no others."""

from datetime import date

import pytest

from mingbai.policy.funds.uses import (
    ForbiddenName,
    NoPurpose,
    checked_purposes,
    negative_use,
    payment_purpose,
    payment_purposes,
)
from mingbai.policy.parameters import Parameters, shipped

DAY = date(2026, 8, 1)
PLACES = {"nation": shipped().at("nation", DAY), "Jining": shipped().at("370830", DAY)}


@pytest.mark.requirement("R-614")
@pytest.mark.parametrize("parameters", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("乡镇民政所办公用品", "日常办公经费"),
        ("救助站机构运转经费", "机构运转"),
        ("购买设备一批", "大型设备购置"),
        ("敬老院屋面维修", "基础设施维修改造"),
        ("2026年8月农村低保金", None),
        ("张某某临时救助（房屋火灾）", None),
        ("", None),
    ],
)
def test_each_of_the_four_uses_is_recognised_and_a_benefit_is_none(
    text: str, use: str | None, parameters: Parameters
) -> None:
    assert negative_use(text, parameters) == use


@pytest.mark.requirement("R-715")
def test_a_programme_is_paid_under_its_name_and_one_without_a_name_is_not_paid() -> None:
    parameters = PLACES["nation"]
    assert payment_purpose("dibao_rural", parameters) == "农村低保金"
    assert len(set(payment_purposes(parameters).values())) == len(payment_purposes(parameters))
    with pytest.raises(NoPurpose, match="heating"):
        payment_purpose("heating", parameters)


@pytest.mark.requirement("R-614")
def test_nothing_is_paid_under_the_name_of_a_forbidden_use() -> None:
    parameters = PLACES["nation"]
    assert checked_purposes([("dibao_rural", "农村低保金")], parameters) == {"dibao_rural": "农村低保金"}
    with pytest.raises(ForbiddenName, match="日常办公经费"):
        checked_purposes([("dibao_rural", "农村低保金"), ("linshi", "民政所办公费")], parameters)
