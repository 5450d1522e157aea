"""What arrives: files found in a folder and in archives, each known for what it is by its first bytes."""
