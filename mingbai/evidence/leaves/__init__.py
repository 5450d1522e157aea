"""What is logged: canonical leaves, salted commitments to the fields of a record, and how one field is opened."""
