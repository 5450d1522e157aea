"""统一救助对象信息库: persons, households, bank accounts and filings; personal data sealed field by field.

Takes the lists of an opening stock and what handlers enter; gives persons, accounts, and who is kin of an officer.
Articles: GEN#2.1 (one library of recipients), YC-2022-2#2.4.5 (whose account), YC-2022-2#2.1.7 (kin, recusal).
"""
