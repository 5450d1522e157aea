"""备份与恢复: which backups there are, how each was tried, what is missing; a backup or a drill asked for."""
