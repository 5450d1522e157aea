"""Family 8: temporary relief (linshi), granted too often, twice or too high."""
