"""Official forms made from the desk's records for whichever door asks: what they say, each printing in the log."""
