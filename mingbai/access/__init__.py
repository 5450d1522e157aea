"""门禁: who may come in, with what, from where; what was tried, and what was looked at.

Takes officers and their posts; gives whoever shows the right password and code the posts held today.
Articles: GEN#2.4.p2 (rights, no leak, no unlawful use), YC-2022-2#2.3.3 (operation logs are reviewed).
"""
