"""A simulated bank: takes a sealed payment file, pays it with planted faults, answers in any profile; seeded."""

from mingbai.simulation.bank.bank import Answer, answer
from mingbai.simulation.bank.faults import KINDS, Planted
from mingbai.simulation.bank.orders import Order, read_orders

__all__ = ["KINDS", "Answer", "Order", "Planted", "answer", "read_orders"]
