"""公民身份号码: citizens' ID numbers (GB 11643), read, checked, repaired and turned into join keys."""

from mingbai.kernel.identity.damage import spreadsheet_damage
from mingbai.kernel.identity.keys import person_key
from mingbai.kernel.identity.number import (
    BadId,
    IdNumber,
    Sex,
    check_character,
    clean,
    is_valid_id,
    parse_id,
    upgraded,
)
from mingbai.kernel.identity.repair import repair_candidates

__all__ = [
    "BadId",
    "IdNumber",
    "Sex",
    "check_character",
    "clean",
    "is_valid_id",
    "parse_id",
    "person_key",
    "repair_candidates",
    "spreadsheet_damage",
    "upgraded",
]
