"""资金账: the books of every fund, in double entry and whole fen.

Takes quotas, plans, locked rosters and what the bank reports; gives balances and the reason for each fen.
Articles: SC-649#5.p2 (separate books), JN-2020-21#2.4 (one purpose), YC-2022-2#2.4.6 (from the treasury to the person).
"""
