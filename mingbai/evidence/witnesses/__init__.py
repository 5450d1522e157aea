"""Witnesses (C2SP tlog-witness): agencies that cosign only what grew from what they saw, and how many are enough."""
