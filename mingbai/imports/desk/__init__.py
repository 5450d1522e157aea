"""Lists of the desk itself: who works in which office and answers for what, and values of parameters."""
