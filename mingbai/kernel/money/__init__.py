"""Money: whole fen (分) as int; read from what people type, rounded by name, shown in yuan."""

from mingbai.kernel.money.reading import LARGEST_FEN, BadMoney, parse_yuan
from mingbai.kernel.money.rounding import ROUNDINGS, ceil_yuan, floor_fen, half_up_fen, round_yuan
from mingbai.kernel.money.sharing import largest_remainder
from mingbai.kernel.money.showing import capitals, show_wan, show_yuan

__all__ = [
    "LARGEST_FEN",
    "ROUNDINGS",
    "BadMoney",
    "capitals",
    "ceil_yuan",
    "floor_fen",
    "half_up_fen",
    "largest_remainder",
    "parse_yuan",
    "round_yuan",
    "show_wan",
    "show_yuan",
]
