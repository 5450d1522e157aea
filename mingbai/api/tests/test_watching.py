"""Those who watch the machine are told whether it is ready and its numbers; nobody else is."""

import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from mingbai.api.tests.calling import Callers
from mingbai.api.watching import views
from mingbai.web.tests.seats import stranger

NUMBERS = {
    *("mingbai_jobs", "mingbai_log_size", "mingbai_log_waiting", "mingbai_log_checkpoint", "mingbai_log_unwitnessed"),
    *("mingbai_holds_open", "mingbai_files_not_handed_over", "mingbai_webhooks_late_seconds", "mingbai_errands_open"),
    "mingbai_request_seconds",
}


def numbers(client: Client) -> dict[str, Any]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {family.name: family for family in text_string_to_metric_families(answer.content.decode())}


def test_the_numbers_are_those_of_the_desk(callers: Callers) -> None:
    callers.of().get("/rosters/1")
    told = numbers(stranger())
    assert set(told) >= NUMBERS
    assert told["mingbai_log_waiting"].samples[0].value > 0
    assert told["mingbai_holds_open"].samples[0].value == 1
    times = [
        one for one in told["mingbai_request_seconds"].samples if one.labels.get("address") == "api:rosters.roster"
    ]
    assert any(one.name.endswith("_count") and one.value >= 1 for one in times)


def test_no_number_names_anybody_or_an_address_with_something_in_it(callers: Callers) -> None:
    callers.of().get("/people?q=张三&purpose=核对")
    text = stranger().get("/metrics").content.decode()
    assert "张" not in text
    assert not re.search(r"address=\"[^\"]*[/?]", text)


@pytest.mark.parametrize(
    "head", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}, {"Authorization": "Bearer é"}]
)
def test_from_elsewhere_the_token_is_wanted(
    callers: Callers, monkeypatch: pytest.MonkeyPatch, head: dict[str, str]
) -> None:
    away = Client(SERVER_NAME="localhost", REMOTE_ADDR="10.0.0.9")
    assert away.get("/metrics", headers=head).status_code == 403
    monkeypatch.setenv(views.TOKEN, "a long word")
    assert away.get("/metrics", headers=head).status_code == 403
    assert away.get("/metrics", headers={"Authorization": "Bearer a long word"}).status_code == 200


@pytest.mark.parametrize("head", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_what_a_server_in_front_passes_on_is_not_from_this_machine(callers: Callers, head: str) -> None:
    assert stranger().get("/metrics", headers={head: "127.0.0.1"}).status_code == 403


def test_the_desk_is_ready_when_its_database_and_pages_are(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stranger().get("/ready").status_code == 200
    monkeypatch.setattr(views, "_pages", lambda: False)
    answer = stranger().get("/ready")
    assert (answer.status_code, answer.content) == (503, b"not ready: pages\n")


def test_tables_that_are_not_as_they_must_be_are_not_ready(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    def old(_: str) -> bool:
        raise DatabaseError("old")

    monkeypatch.setattr(views, "_are_migrated", old)
    assert stranger().get("/ready").content == b"not ready: database\n"
