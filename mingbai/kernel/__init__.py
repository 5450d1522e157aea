"""Money, month, region, identity numbers, names, calendar, masks: the words everything else is written in."""
