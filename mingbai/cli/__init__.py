"""The command line: one door to everything the folders behind it do."""
