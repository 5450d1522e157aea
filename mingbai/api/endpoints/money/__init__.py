"""A month's money after it has left: what came back, what the banks said of the rest, and the month's end."""
