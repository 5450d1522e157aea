"""Tables of the evidence log, step by step."""
