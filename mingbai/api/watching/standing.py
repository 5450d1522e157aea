"""What waits and how far the log is, as numbers: asked of the database at each look."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from mingbai.config.guards import NATION, scope
from mingbai.config.jobs.queue import undone
from mingbai.errands.queries import open_errands
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import standing
from mingbai.payments.queries import stuck_files
from mingbai.prechecks.queries import open_holds
from mingbai.webhooks.queries import late

JOB_STATES = ("todo", "doing", "failed")


class Standing:
    """Prometheus' collector of what the desk says now."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each number with what it is."""
        with scope(NATION):
            log, jobs = standing(installed_policy()), Counter(job.status for job in undone())
            queue = GaugeMetricFamily(
                "mingbai_jobs", "Jobs that wait, are done now, or were laid aside.", labels=["state"]
            )
            for state in JOB_STATES:
                queue.add_metric([state], jobs[state])
            yield queue
            for name, about, value in (
                ("log_size", "Acts that have their place in the evidence log.", log.placed),
                ("log_waiting", "Acts that wait for their place in the log.", log.waiting),
                ("log_checkpoint", "Size of the last signed checkpoint.", log.checkpoint),
                ("log_unwitnessed", "Acts not yet under a checkpoint that enough witnesses cosigned.",
                 max(0, log.placed - log.witnessed)),
                ("holds_open", "Lines held, or asked to be held, that nobody has decided on.", open_holds()),
                ("files_not_handed_over", "Bank files booked as sent that never lay in the outbox.", stuck_files()),
                ("webhooks_late_seconds", "For how long the oldest message to be told is due.", late(self.at)),
                ("errands_open", "Errands that wait or run.", open_errands()),
            ):  # fmt: skip
                yield GaugeMetricFamily(f"mingbai_{name}", about, value=float(value))


def told(at: datetime) -> bytes:
    """Return the numbers as Prometheus reads them."""
    registry = CollectorRegistry()
    registry.register(Standing(at))
    return generate_latest(registry)
