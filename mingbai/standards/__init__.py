"""政策标准库: local parameters and the rules switched on, in operation: entered by one, approved by another, dated.

Takes what a locality decides, with its article and document; gives every later stage its parameters and its rules.
Articles: GEN#1.p2 (one standard), LAW-2026#18 (who sets the standard), JN-2020-21#2.1 (raises are reckoned before).
"""
