"""备份与恢复: the whole desk in one sealed file, brought back on an empty machine, and proven to be what it was.

Takes the database, the log's files and what else lies in the data folder; gives backups, trials of them and drills.
Articles: GEN#2.4.p2 (backup and rights, R-1501). Decision: docs/decisions/0029-backups.md.
"""
