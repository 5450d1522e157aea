"""价格临时补贴: what rising prices add to a benefit (F11)."""
