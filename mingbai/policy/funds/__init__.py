"""资金: how a pool is shared out, what may be spent on working, and the totals of a batch (F14)."""
