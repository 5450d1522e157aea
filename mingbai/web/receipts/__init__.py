"""三方核对: the bank's receipts delivered, three lists side by side, differences answered, the month closed."""
