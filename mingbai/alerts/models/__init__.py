"""Tasks: found, verified, heard, decided; what is demanded back. migrations/0003_held.sql holds the rest."""

from mingbai.alerts.models.outcomes import Outcome
from mingbai.alerts.models.recoveries import Recovery, RecoveryEvent
from mingbai.alerts.models.taken_up import TakenUp
from mingbai.alerts.models.tasks import Hearing, Notice, Task, TaskFinding, Verification

__all__ = [
    "Hearing",
    "Notice",
    "Outcome",
    "Recovery",
    "RecoveryEvent",
    "TakenUp",
    "Task",
    "TaskFinding",
    "Verification",
]
