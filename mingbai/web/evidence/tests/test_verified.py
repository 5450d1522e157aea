"""The log of a desk where all was done by acts, verified from its page."""

from mingbai.errands.actions import perform
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.conftest import NOW
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats


def test_a_whole_log_is_said_to_be_whole_with_who_verified_it_and_when(log: Log, seats: Seats) -> None:
    size = log.brought_up()
    client = seats.client(Kind.CIVIL_AFFAIRS, Role.AUDIT_ADMINISTRATOR)
    asked, again = client.post("/evidence"), client.post("/evidence")

    perform(errand_id=int(asked["Location"].rpartition("/")[2]), at=NOW)
    page = client.get("/evidence").content.decode()

    assert asked["Location"] == again["Location"]  # who clicks twice asks once
    assert "存证完整" in page
    assert f"第{size}条" in page
    assert "2026-11-22 10:00" in page
