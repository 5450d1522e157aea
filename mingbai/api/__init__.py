"""The API: what the console shows and does, for systems; within the role and the division of the post they work in."""
