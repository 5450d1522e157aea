"""The pages of replays: a change typed and asked for, what it came to, its way to a second person."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from mingbai.errands.models import Errand
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.replays.errands import REPLAYING
from mingbai.replays.models import Replay
from mingbai.standards.models import Entry
from mingbai.web.rules.tests.samples import tried
from mingbai.web.tests.money import listed
from mingbai.web.tests.seats import Seats

HANDLER = (Kind.CIVIL_AFFAIRS, Role.HANDLER)
KEY = "rk301_persons_per_account"
GROUND = {"from_on": "2026-12-01", "article": "GEN#1.p2", "document": "明政发〔2026〕3号", "act": "commit"}


@pytest.fixture(autouse=True)
def taken_back(seats: Seats) -> Iterator[None]:
    """Have the handler enter standards and the leader approve them; what a test writes is taken back."""
    with transaction.atomic():
        listed(seats, "enter_standard", "approve_standard")
        yield
        transaction.set_rollback(True)


@pytest.mark.requirement("R-1404")
def test_a_rule_s_parameters_are_offered_and_the_value_in_force_is_filled_in(seats: Seats) -> None:
    client = seats.client(*HANDLER)
    whole = client.get("/rules/RK-301/replay").content.decode()
    assert f'href="?key={KEY}"' in whole
    assert "不改参数，只试现行版本" in whole
    one = client.get("/rules/RK-301/replay", {"key": KEY}).content.decode()
    assert 'name="value"' in one
    assert "可填范围" in one


def test_a_change_is_asked_for_as_an_errand(seats: Seats) -> None:
    over = {"first": "2026-09", "last": "2026-11"}
    answer = seats.client(*HANDLER).post(f"/rules/RK-301/replay?key={KEY}", {**over, "value": "4"})
    errand = Errand.objects.get()
    assert (answer.status_code, answer["Location"], errand.kind) == (302, f"/errands/{errand.pk}", REPLAYING)
    assert errand.arguments["value"] == 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "2026-11", "last": "2026-09", "value": "4"}, "所选月份"),
        ({"first": "2026-09", "last": "2026-11", "value": "1"}, "2"),
        ({"first": "2026-09", "last": "2026-11", "value": ""}, "必填"),
    ],
)
def test_what_cannot_be_tried_is_said_on_top_and_nothing_is_lost(
    seats: Seats, typed: dict[str, str], said: str
) -> None:
    answer = seats.client(*HANDLER).post(f"/rules/RK-301/replay?key={KEY}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{typed["value"]}"' in page or not typed["value"]
    assert not Errand.objects.exists()


def test_what_was_tried_is_shown_in_sums_by_rule_and_by_month(seats: Seats) -> None:
    page = seats.client(*HANDLER).get(f"/replays/{tried(seats).pk}").content.decode()
    for said in ("2026-08 – 2026-10", "620.00", "漏掉的属实", "封存的数据已按保存期限删除", "RK-301"):
        assert said in page


def test_committed_it_waits_for_another_and_cannot_be_committed_again(seats: Seats) -> None:
    made, client = tried(seats), seats.client(*HANDLER)

    answer = client.post(f"/replays/{made.pk}", GROUND)

    entry = Entry.objects.get(key=KEY)
    assert (answer.status_code, answer["Location"]) == (302, f"/standards/entries/{entry.pk}?done=proposed")
    page = client.get(f"/replays/{made.pk}").content.decode()
    assert "待批准" in page
    assert "放弃试算" not in page
    assert f"/standards/entries/{entry.pk}" in page
    behind = client.get(f"/standards/entries/{entry.pk}").content.decode()
    assert f"/replays/{made.pk}" in behind


def test_without_a_ground_it_is_not_committed(seats: Seats) -> None:
    made = tried(seats)
    answer = seats.client(*HANDLER).post(f"/replays/{made.pk}", GROUND | {"article": "GEN#99.99"})
    assert answer.status_code == 422
    assert Replay.objects.get(pk=made.pk).state == "draft"


def test_a_draft_is_dropped_by_who_enters_and_only_looked_at_by_others(seats: Seats) -> None:
    made = tried(seats)
    leader = seats.client(Kind.CIVIL_AFFAIRS, Role.LEADER)
    assert "放弃试算" not in leader.get(f"/replays/{made.pk}").content.decode()
    assert leader.get("/rules/RK-301/replay").status_code == 403
    leader.post(f"/replays/{made.pk}", {"act": "drop"})
    assert Replay.objects.get(pk=made.pk).state == "draft"
    seats.client(*HANDLER).post(f"/replays/{made.pk}", {"act": "drop"})
    assert Replay.objects.get(pk=made.pk).state == "dropped"


def test_what_is_no_rule_and_no_replay_is_not_there(seats: Seats) -> None:
    client = seats.client(*HANDLER)
    for address in ("/rules/RK-999/replay", "/replays/999999"):
        assert client.get(address).status_code == 404
