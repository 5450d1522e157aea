"""How often the door may be tried, and how long it stays open: choices of ours, no text gives the figures."""

from datetime import timedelta

WITHIN = timedelta(minutes=15)  # failures older than this are forgotten
OF_ONE_OFFICER = 5  # failures in a row, then the door is closed to this key until the first of them is forgotten
FROM_ONE_ADDRESS = 50  # failures; an office may share one address
IDLE = timedelta(minutes=30)  # a session without a request
LONGEST = timedelta(hours=12)  # a session at all
CODE_WITHIN = timedelta(minutes=5)  # between password and code
DRAFTS_KEPT = timedelta(days=30)
FIRST_PASSWORD_BYTES = 12
SHORTEST_PASSWORD = 10
CODE_SECONDS, CODE_DIGITS = 30, 6
DRIFT = 1  # steps a telephone's clock may be off, either way
CALLS, CALLS_WITHIN_S = 600, 60  # of one system's key: so many calls in so many seconds
KEY_DAYS = (1, 365)  # for how long a system's key may be made
KEY_BYTES = 32
ANSWERS_KEPT = timedelta(days=3)  # to acts of systems, for those that ask again
