"""Following a row of any stage: what stands in the log about it, what it was made from, who vouches for that."""
