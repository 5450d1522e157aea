"""For those who watch the machine: whether it is ready, how long requests take, what waits and how far the log is."""
