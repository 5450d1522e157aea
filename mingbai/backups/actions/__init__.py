"""The only writers of this stage: backups made, read through, drilled and let go; the keys kept apart."""

from mingbai.backups.actions.drilling import drill
from mingbai.backups.actions.keeping import keep_keys
from mingbai.backups.actions.making import let_go, make_backup, note_failure
from mingbai.backups.actions.trying import note_restored, read_through

__all__ = ["drill", "keep_keys", "let_go", "make_backup", "note_failure", "note_restored", "read_through"]
