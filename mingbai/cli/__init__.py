"""命令行: one door to everything the folders behind it do."""
