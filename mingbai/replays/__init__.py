"""规则重放: a changed parameter or a rule as it stands now, tried over past sealed months before it counts.

Takes the sealed months of checks and what alerts came to; gives what would be found more and less, how right, how much
work and money, and a proposal that a second person approves in standards. Decision: docs/decisions/0031-replay.md.
"""
