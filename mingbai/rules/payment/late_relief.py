"""Relief that was approved last month and is paid in this one: late, but neither unapproved nor different."""

# The same sum as was granted, and no earlier roster shows it as paid already.
LATE_RELIEF = """(line.programme = 'linshi' AND NOT line.in_approvals AND line.lapsed_from = run.previous_month
    AND line.lapsed_fen = line.amount_fen AND relief_on_earlier_roster.line_key IS NULL)"""
