"""预警: findings become tasks, one a household and cause; verified, heard, decided by people, measured, recovered.

Takes what checks found; gives outcomes with their evidence, the precision of every rule, and the ledger of recoveries.
Articles: JN-2020-21#3.2 (alerts), LAW-2026#48 (hearing), LAW-2026#74 (recovery), ZS-2023#2.3.3 (over, missed).
"""
