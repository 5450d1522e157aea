"""部门数据: what other departments send each month, with as-of date, coverage and the purpose it was asked for.

Takes a department's list; gives rows sealed at rest, comparisons with the register, and the month's tables for rules.
Articles: ZS-2023#2.3.3 (monthly comparison), QY-2022-51#3.1.1.3 (authorised, confidential), ZS-2023#2.3.4 (pre-check).
"""
