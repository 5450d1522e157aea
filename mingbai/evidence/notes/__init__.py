"""Signed text (C2SP signed-note, tlog-checkpoint, tlog-cosignature): keys, notes, checkpoints, cosignatures; pure."""
