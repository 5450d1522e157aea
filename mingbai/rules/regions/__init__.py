"""Family 6: places whose figures leave those of their peers, and amounts that chance does not make."""
