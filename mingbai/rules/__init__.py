"""What looks wrong: one file is one risk rule."""
