"""What pages of receipts ask the database does not grow with what they show."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.receipts.queries import open_items
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.web.tests.money import answered, listed
from mingbai.web.tests.seats import Seats


def test_a_question_more_for_a_difference_more_is_never_asked(seats: Seats) -> None:
    listed(seats, "pay_out", "close_month")
    reviewer = seats.client(Kind.CIVIL_AFFAIRS, Role.REVIEWER)
    teller = seats.client(Kind.BANK, Role.TELLER)

    def questions(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    pages = [(reviewer, "/receipts"), (reviewer, "/receipts/statements"), (teller, "/receipts")]
    answered(seats, 2)
    [questions(*page) for page in pages]
    few = [questions(*page) for page in pages]
    answered(seats, 15, seed=11)
    with scope(COUNTY):
        assert open_items(COUNTY, NOVEMBER).count() == 15  # two of them were told before

    assert [questions(*page) for page in pages] == few
