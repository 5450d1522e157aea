"""What to do about a finding: always to verify, never to stop paying (LAW-2026 art. 48)."""

from mingbai.law.citation import cite

HEARING = cite("LAW-2026#48")
Both = tuple[str, str]

STEPS: dict[str, Both] = {
    "hold": (
        "建议先核实、后发放：请在本批放行前核对本人情况并登记结果。核实之前，其待遇资格不变。",
        "Proposed: verify before this line is released and record the outcome. Until then the entitlement stands.",
    ),
    "gate": (
        "发放前查清：查明审批、拨款、名册、银行哪一处有误，更正后重新核对；没有差异的其他行照常发放。",
        "Settle it before release: find out which of approval, appropriation, roster and bank is wrong, correct it "
        "and check again; lines without a difference are paid as usual.",
    ),
    "after": (
        "请核实实际到账情况：确属少发、未到账的尽快补发；确属多发、错发的，先告知本人，再按程序处理。",
        "Verify what reached the account: pay what is owed without delay; where too much or the wrong person was paid, "
        "tell the recipient first, then follow the procedure.",
    ),
    "before": (
        "请核实家庭实际情况并登记结果；情况属实的，按程序办理。",
        "Verify the family's circumstances and record the outcome; where confirmed, follow the procedure.",
    ),
    "hint": (
        "仅作提示：下次复核时一并了解即可。",
        "A hint only: look into it at the next regular review.",
    ),
}
NEVER: Both = (
    "预警不是结论。未听取意见、未作出决定并书面告知，不得减发或者停发（《社会救助法》第48条）。",
    "An alert is no verdict. Nothing is reduced or stopped without a hearing, a decision and a written notice "
    "(Social Assistance Law (2026), art. 48).",
)
TIERS: dict[str, Both] = {
    "A": ("甲级：身份证号与姓名都一致", "A: ID number and name both agree"),
    "B": ("乙级：身份信息有出入，先核实是否本人", "B: identity data differ; first verify that it is the same person"),
    "C": ("丙级：仅为疑似，先核实是否本人", "C: only a possible match; first verify that it is the same person"),
}
