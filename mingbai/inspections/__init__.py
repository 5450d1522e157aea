"""整改: problems listed, put right by a day and a person, looked at again, clues handed over; who watches the log.

Takes what alerts confirmed and what inspections found; gives the two lists, their look-backs and the transfers.
Articles: QY-2022-51#4.5 (two lists, look-back), YC-2022-2#3.4 (ledger), JN-2020-21#3.1 (transfer at once).
"""
