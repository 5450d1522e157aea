"""收费识别 (R-723, RK-316): what a bank may never take from those it pays assistance to, known by how it is called."""

import re

FEES = re.compile(
    r"手续费|工本费|年费|管理费|服务费|短信费|短信通知费|开户费|办卡费|换卡费|挂失费|小额账户|账户维护费|代发费|转账费|"
    r"(?i:\b(?:service|annual|card|account|sms|handling)\s+fee\b|\bcharges?\b)"
)
WAIVED = re.compile(r"(?:免收?|减免|退还?|不收)\s*(?:[一-鿿]{0,4})(?:费|小额账户)")


def is_fee(purpose: str) -> bool:
    """Return whether the purpose of an entry names a fee; one that is waived or given back is none."""
    return FEES.search(purpose) is not None and WAIVED.search(purpose) is None
