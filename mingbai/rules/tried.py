"""Where a rule is tried: over a folder of files or at the desk alone, before a month is paid or after."""

from typing import Protocol

from mingbai.rules.rule import Phase, Rule


class Tried(Protocol):
    """A rule of either kind, over files or over the desk's own tables."""

    @property
    def phase(self) -> Phase:
        """Return when it can be tried."""


WHERE = {  # (over files?, phase) → where it is tried
    (True, Phase.BEFORE_PAYMENT): {
        "short": "材料核对、前置核对",
        "short_en": "files, before payment",
        "zh": "mingbai check（材料核对），mingbai month check（发放前核对）",
        "en": "mingbai check (a folder of files), mingbai month check (before a month is paid)",
    },
    (True, Phase.AFTER_PAYMENT): {
        "short": "材料核对、发放后复核",
        "short_en": "files, after payment",
        "zh": "mingbai check（材料核对），业务系统在银行回单到齐后自动复核",
        "en": "mingbai check (a folder of files), and the desk by itself once the bank has answered",
    },
    (False, Phase.BEFORE_PAYMENT): {
        "short": "只在系统内前置核对",
        "short_en": "the desk, before payment",
        "zh": "mingbai month check（发放前核对）；只凭材料查不出来，须问业务系统的记录",
        "en": "mingbai month check (before a month is paid); it asks the desk's own records, files cannot tell",
    },
    (False, Phase.AFTER_PAYMENT): {
        "short": "只在系统内发放后复核",
        "short_en": "the desk, after payment",
        "zh": "业务系统在银行回单到齐后自动复核；只凭材料查不出来，须问业务系统的记录",
        "en": "the desk by itself once the bank has answered; it asks the desk's own records, files cannot tell",
    },
}


def tried(rule: Tried) -> dict[str, str]:
    """Return where a rule is tried: briefly and whole, in Chinese and English."""
    return WHERE[isinstance(rule, Rule), rule.phase]
