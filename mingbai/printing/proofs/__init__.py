"""Proofs to take away from the desk, one act at a time."""
