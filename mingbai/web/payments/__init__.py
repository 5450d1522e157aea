"""资金发放: a month's money from the plan of use to the bank, step by step, with who took it and what it proved."""
