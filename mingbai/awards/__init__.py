"""确认、增发、减发、停发: who gets what from which month on; each decision has its cause, its reckoning, its people.

Takes cases, households and accounts; gives every month what is due to whom and why it differs from the month before.
Articles: LAW-2026#47 and LAW-2026#48 (change, hear, tell), YC-2022-2#2.2.3 (add, lower, stop), GEN#2.1 (reviews).
"""
