"""What the cockpit asks: kept sums of months, and what is small enough to be counted when it is asked."""
