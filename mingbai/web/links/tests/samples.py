"""Systems in the county of the tests: one with a key, one that is told of alerts and once could not be reached."""

from datetime import UTC, datetime, timedelta

from mingbai.access.actions import make_api_key
from mingbai.config.guards import scope
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.seats import Seats
from mingbai.webhooks.actions import enter_endpoint
from mingbai.webhooks.models import Message, Try

FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TOLD = (("alert.created", "leaf-1204", "told", ((503, ""), (204, ""))),
        ("batch.released", "leaf-1310", "waiting", ((None, "TimeoutError: timed out"),)))  # fmt: skip


def linked(seats: Seats) -> None:
    """Have a system of the bureau's come in by a key, and another told of alerts and releases."""
    security = seats.actors[Kind.CIVIL_AFFAIRS, Role.SECURITY_ADMINISTRATOR]
    leader = seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
    with working_as(security):
        make_api_key(post_id=leader.post_id, purpose="县大数据中心每日取数", days=90, by=security, at=FRIDAY)
        endpoint, _secret = enter_endpoint(
            post_id=leader.post_id, url="https://desk.example/told", events=["alert.created", "batch.released"],
            purpose="县级监管平台", by=security, at=FRIDAY,
        )  # fmt: skip
    with scope(leader.region):
        for event, key, state, tries in TOLD:
            code, at = leader.region.code, FRIDAY + timedelta(minutes=len(tries))
            made = Message.objects.create(
                endpoint_id=endpoint, region=code, event=event, key=key, body="{}", state=state, tries=len(tries),
                next_at=at, made_at=FRIDAY, done_at=at if state == "told" else None,
            )  # fmt: skip
            for number, (status, failure) in enumerate(tries):
                when = FRIDAY + timedelta(minutes=number)
                Try.objects.create(message=made, region=code, at=when, status=status, failure=failure, took_ms=120)
