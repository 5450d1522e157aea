"""发放: from a released roster to money at the bank, each payment exactly once.

Takes released rosters, plans of use and confirmed accounts; gives sealed bank files and each payment's trail.
Articles: JN-2020-21#2.3 (three parties), YC-2022-2#2.4.6 (from treasury to person), QY-2022-51#3.1.2 (plans of use).
"""
