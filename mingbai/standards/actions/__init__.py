"""What may be done about values of parameters and switches of rules: the only writers of these tables."""

from mingbai.standards.actions.packs import compare_pack, export_yaml, propose_pack
from mingbai.standards.actions.switches import Measured, approve_switch, demote_rule, refuse_switch, switch_rule
from mingbai.standards.actions.values import approve_value, propose_value, refuse_value

__all__ = [
    "Measured",
    "approve_switch",
    "approve_value",
    "compare_pack",
    "demote_rule",
    "export_yaml",
    "propose_pack",
    "propose_value",
    "refuse_switch",
    "refuse_value",
    "switch_rule",
]
