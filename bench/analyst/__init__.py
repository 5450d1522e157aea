"""The check of a month as a good analyst would write it with pandas: the yardstick for speed and memory."""
