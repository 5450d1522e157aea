"""Personal names: one normal form, equality with the banks' habits, readings and variants for fuzzy search."""

from mingbai.kernel.names.normal import normal_name, normal_name_sql
from mingbai.kernel.names.readings import pinyin_key, sounds_alike
from mingbai.kernel.names.same import same_name
from mingbai.kernel.names.surnames import COMPOUND_SURNAMES, split_name
from mingbai.kernel.names.variants import standard_characters

__all__ = [
    "COMPOUND_SURNAMES",
    "normal_name",
    "normal_name_sql",
    "pinyin_key",
    "same_name",
    "sounds_alike",
    "split_name",
    "standard_characters",
]
