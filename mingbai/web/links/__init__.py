"""Pages about systems: keys by which they come in, addresses that are told, and what became of each message."""
