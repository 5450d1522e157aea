"""银行回单: what the bank says became of every payment, matched line by line, and the month closed on it.

Takes the bank's files, the sealed payments and the funds that arrived; gives matches, open items and closed months.
Articles: YC-2022-2#2.4.2 (three lists, line by line), ZS-2023#2.3 (receipts compared), QY-2022-51#3.1.3 (the bank).
"""
