"""RK-211 只保部分成员: a household lists people it does not count, and does not say why."""

from mingbai.rules.rule import Phase, Rule, Severity, Subject, example

LEFT_OUT: dict[str, object] = {"person_id": 2, "name": "王二", "relation": "之子", "counted": False}

RULE = Rule(
    id="RK-211",
    title="只保部分成员",
    title_en="Some members left out",
    plain="低保按户保障，共同生活的家庭成员应全部计算。成员表中有人未纳入保障，又没写原因、或原因不是服刑、"
    "失踪、分户、户籍迁出一类的，可能是“拆人保”，也可能瞒报了他的收入。依法单独施保的单人户，不提示。",
    plain_en="Dibao counts all members who live together. Where somebody is listed and not counted, and the reason is "
    "missing or none that the law knows (prison, missing, a household of his own ...), the family may have been cut to "
    "fit, or an income hidden. A single-person case is fine.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="line",
    subject=Subject.APPROVAL,
    cites=("MF-2021-57#7", "MF-2021-57#7.p2"),
    needs=("approvals", "members"),
    when="uncounted_member.people > 0 AND line.in_approvals",
    message="家庭{household_id}有{people}名成员未纳入保障，没有写明依法可不计入的原因，如{left_out_name}",
    message_en="Household {household_id} lists people it does not count, without a lawful reason: {left_out_name} "
    "({people} in all)",
    shows=("line.household_id", "uncounted_member.people", "uncounted_member.left_out_name"),
    partly=("原因按关键词判断，是否属实须核对", "A reason is known by its words, true or not"),
    examples=(
        example("成年儿子列在名单上，未计入保障，没写原因", "a grown-up son is listed, not counted, no reason",
                approvals=[{"head_id": 1}], members=[{"person_id": 1}, LEFT_OUT], finds=("H1",)),
        example("原因写“无”，等于没写", "“none” is no reason", approvals=[{"head_id": 1}],
                members=[{"person_id": 1}, LEFT_OUT | {"exclusion": "无"}], finds=("H1",)),
        example("原因是“收入较高”，这不能成为理由", "left out because he earns too much, which is no reason in law",
                approvals=[{"head_id": 1}], members=[{"person_id": 1}, LEFT_OUT | {"exclusion": "收入较高"}],
                finds=("H1",)),
        example("两人未计入，只报一条", "two left out: one finding", approvals=[{"head_id": 1}],
                members=[LEFT_OUT, LEFT_OUT | {"person_id": 3}], finds=("H1",)),
        example("一户两个证，只报一条", "two certificates of one household: one finding",
                members=[{"person_id": 1}, LEFT_OUT],
                approvals=[{"head_id": 1}, {"head_id": 4, "certificate_no": "C2"}], finds=("H1",)),
        example("因服刑未计入", "left out because in prison", approvals=[{"head_id": 1}],
                members=[{"person_id": 1}, LEFT_OUT | {"exclusion": "服刑"}]),
        example("已另立户生活", "he has set up a household of his own", approvals=[{"head_id": 1}],
                members=[{"person_id": 1}, LEFT_OUT | {"exclusion": "已婚，另立户生活"}]),
        example("全家都已计入", "everybody counts", approvals=[{"head_id": 1, "member_count": 2}],
                members=[{"person_id": 1}, {"person_id": 2}]),
        example("单人户依法只保一人", "a single-person case leaves the family out by law",
                approvals=[{"head_id": 1, "case_kind": "single"}], members=[{"person_id": 1}, LEFT_OUT]),
        example("家里已不享受低保，只有一人是特困", "the family is no longer on dibao, one of them is a tekun person",
                approvals=[{"head_id": 1, "programme": "tekun_rural"}], members=[{"person_id": 1}, LEFT_OUT]),
        example("特困人员的家人，不在此列", "a tekun person's family is no matter",
                approvals=[{"head_id": 1, "programme": "tekun_rural"}],
                members=[LEFT_OUT | {"programme": "tekun_rural"}]),
        example("这一户已没有有效的审批", "the household is no longer approved", roster=[{"payee_id": 1}],
                members=[{"person_id": 1}, LEFT_OUT]),
    ),
)  # fmt: skip
