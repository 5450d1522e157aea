"""整改台账: problems listed, put right by a day and a person, accepted, looked at again, handed over."""
