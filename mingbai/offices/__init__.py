"""
Who acts: organisations, officers, their posts and roles, and the list of who answers for which step.

Takes nothing but the organisation chart of a place; gives every later stage the officer it records as having acted,
and refuses whoever is not listed for the step. Articles: GEN-28, LAW-2026, YC-2022-2#4.
"""
