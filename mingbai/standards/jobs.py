"""Jobs of standards: every morning, those who answer for what is due soon are reminded."""

from datetime import datetime

from django.utils.timezone import localdate

from mingbai.config.jobs import all_jobs, job
from mingbai.standards.reminding import remind


@job("standards.remind", daily="07:30")
def remind_of_deadlines(*, at: datetime) -> None:
    """Write the day's reminders, whatever stages have said of what is done already."""
    all_jobs()  # reading them, stages say how to know
    remind(localdate(at))
