"""名册与前置核对: a month's rosters from derived to frozen, what the check before payment found, and their release."""
