"""A finding about an approval points at the approval's row, though the roster has the line too."""

from mingbai.rules.catalogue import rule
from mingbai.rules.examples import try_example
from mingbai.rules.rule import example


def test_a_car_is_found_at_the_row_of_the_approval() -> None:
    case = example(
        "审批是台账第二行，名册是第一行",
        "the approval is the second row of its list, the line the first of the roster",
        approvals=[{"head_id": 2, "household_id": "H2"}, {"head_id": 1}],
        roster=[{"payee_id": 1}],
        vehicles=[{"person_id": 1, "kind": "小型轿车", "status": "正常"}],
    )
    (found,) = try_example(rule("RK-109"), case)
    assert (found["subject_table"], found["row_no"]) == ("approvals", 3)
    assert found["subject_id"] == "dibao_rural/H1/" + found["person_id"] + "/"
