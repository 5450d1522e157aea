"""前置核对: the month frozen from the desk, tried by every rule that needs no bank, and released line for equal line.

Takes rosters, awards and what departments sent; gives findings, gates, holds that end by themselves, and releases.
Articles: ZS-2023#2.3.3 (equal in every row before it is paid), YC-2022-2#2.4.2, LAW-2026#48 (an alert changes nothing).
"""
