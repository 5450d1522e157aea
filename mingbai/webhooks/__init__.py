"""Webhooks: systems elsewhere are told, signed and tried again, of what the log has; nobody's data travels with it."""
