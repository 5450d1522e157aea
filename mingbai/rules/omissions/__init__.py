"""Family 9: what people are owed and do not get."""
