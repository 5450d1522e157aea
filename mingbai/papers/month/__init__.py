"""The papers of a month: rosters, plan, bank lists, the comparison, the ledgers, the brief."""
