"""Proofs that anybody can check without us: one file (C2SP tlog-proof), and a script that needs nothing but Python."""
