"""Cases crafted one by one: typed rows, households in order in every list, and the stories told of them."""
