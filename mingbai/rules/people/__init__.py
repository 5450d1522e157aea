"""Family 1: who a person is and whether the person may receive the benefit."""
