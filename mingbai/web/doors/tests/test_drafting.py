"""What was typed and not sent outlives the session, for its writer alone, until it is sent."""

import pytest

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.seats import Seats, stranger

FORM = "/month/7/review"
TYPED = {"form": FORM, "reason": "户主已故，其妻代领", "tick": ["a", "b"], "csrfmiddlewaretoken": "x"}


def test_a_draft_is_there_in_the_next_session_of_its_writer_and_of_nobody_else(seats: Seats) -> None:
    assert seats.client().post("/draft", TYPED).status_code == 204

    again = seats.client().get("/draft", {"form": FORM}).json()
    other = seats.client(Kind.CIVIL_AFFAIRS, Role.LEADER).get("/draft", {"form": FORM}).json()

    assert again == {"fields": {"reason": ["户主已故，其妻代领"], "tick": ["a", "b"]}, "at": "2026-11-22 10:00"}
    assert other == {}


def test_a_draft_is_replaced_as_one_types_and_forgotten_when_asked(seats: Seats) -> None:
    client = seats.client()
    client.post("/draft", TYPED)
    client.post("/draft", {"form": FORM, "reason": "改过"})
    assert client.get("/draft", {"form": FORM}).json()["fields"] == {"reason": ["改过"]}

    assert client.delete(f"/draft?form={FORM}").status_code == 204
    assert client.get("/draft", {"form": FORM}).json() == {}


def test_a_form_that_was_accepted_leaves_no_draft(seats: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import HttpResponse
    from django.test import override_settings

    from mingbai.rights import SIGNED_IN
    from mingbai.web import access
    from mingbai.web.tests import sample

    client, monkeypatched = seats.client(), {**access.ADDRESSES, "today.sample": SIGNED_IN}
    monkeypatch.setattr(access, "ADDRESSES", monkeypatched)
    for status, left in ((422, {"a": ["1"]}), (302, None)):
        monkeypatch.setattr(sample, "answer", lambda request, status=status: HttpResponse(status=status))
        client.post("/draft", {"form": "/sample", "a": "1"})
        with override_settings(ROOT_URLCONF="mingbai.web.tests.sample"):
            client.post("/sample", {"a": "1"})
        assert client.get("/draft", {"form": "/sample"}).json().get("fields") == left


@pytest.mark.parametrize("form", ["", "evil", "https://evil.example/", "/" + "x" * 300])
def test_only_forms_of_ours_have_drafts(seats: Seats, form: str) -> None:
    assert seats.client().post("/draft", {"form": form, "a": "1"}).status_code == 400
    assert seats.client().get("/draft", {"form": form}).json() == {}


def test_a_draft_longer_than_any_form_is_refused(seats: Seats) -> None:
    assert seats.client().post("/draft", {"form": FORM, "a": "x" * 70_000}).status_code == 413


@pytest.mark.usefixtures("database")
def test_nobody_keeps_a_draft_without_being_signed_in() -> None:
    assert stranger().post("/draft", TYPED).status_code == 302
