"""
待遇计算: what is due, by calculations and dated local parameters, each with its article.

Takes facts (one household, or the columns of a table) and the parameters of a place on a day.
Gives amounts in fen, yes or no, and explanations step by step; refuses what is unknown.
Articles: LAW-2026#16 to LAW-2026#22, MF-2021-57#13, MF-2021-43#22, GX-2024#4, YC-2022-2#2.3, JN-2020-21#2.2.
"""
