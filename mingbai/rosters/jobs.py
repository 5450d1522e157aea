"""What of rosters is done without being asked: nobody is reminded of a ledger or roster that is there."""
