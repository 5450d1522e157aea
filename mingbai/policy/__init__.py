"""What is due: calculations and dated local parameters, each with its article."""
