"""Family 5: officers, village cadres and their kin among the recipients."""
