"""机构人员: organisations, officers, the posts they hold and the list of who answers for which step.

Takes the organisation chart of a place; gives every later stage the officer who acts, or refuses who is not listed.
Articles: GEN#3.1 (list of responsibilities), GEN#1.p2 (departments together), YC-2022-2#4.2 (every step has a person).
"""
