"""`mingbai demo`: a county's files checked and scored, then three months of it worked through at the desk."""
