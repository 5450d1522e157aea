"""视图: a list as an officer likes to see it, under a name, as a tab above the list."""
