"""月度名册: who is to be paid what in a month, township by township, taken from the awards in force and nothing else.

Takes awards and last month's rosters; gives lines signed village by village, agreed, frozen and known by their digest.
Articles: YC-2022-2#2.4.2 (ledger and roster in time), QY-2022-51#3.1.1.6 (village signature), #3.1.2 (bureau meeting).
"""
