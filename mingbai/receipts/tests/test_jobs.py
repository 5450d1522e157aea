"""What the worker does about receipts: files put down are delivered once, recipients are told once."""

import json
import os
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingbai.config.jobs import job_named
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.tests.world import OCTOBER
from mingbai.receipts import jobs
from mingbai.receipts.actions import informing
from mingbai.receipts.inbox import receipts_folder, take_in
from mingbai.receipts.models import RecipientNotice, Statement
from mingbai.receipts.tests.world import BANK, Month, month_sent


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle, 3)


def put(month: Month, path: Path, place: str, name: str = "", age_s: int = 60) -> Path:
    """Have a file lie in the bank's inbox since so many seconds."""
    target = receipts_folder() / "inbox" / place / (name or path.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(path.read_bytes())
    when = month.at.timestamp() - age_s
    os.utime(target, (when, when))
    return target


@pytest.mark.requirement("R-717")
def test_what_the_bank_puts_down_is_delivered_for_the_post_whose_folder_it_is(month: Month) -> None:
    (path,) = month.bank_says("csv")
    place = f"{month.county.teller.post_id}/{BANK}"
    put(month, path, place)
    (outcome,) = take_in(receipts_folder(), month.at)
    assert [one.entries for one in outcome.done] == [3]
    with working_as(month.county.reviewer):
        assert Statement.objects.values_list("bank", "made_by").get() == (BANK, month.county.teller.id)
    told = receipts_folder() / "taken" / place / f"{path.name}.txt"
    assert "3 笔" in told.read_text(encoding="utf-8")
    put(month, path, place)  # as if the worker had been killed before it moved the file
    jobs.read_inbox(at=month.at)
    with working_as(month.county.reviewer):
        assert Statement.objects.count() == 1
    assert not list((receipts_folder() / "inbox").rglob("*.csv"))


def test_a_file_that_is_refused_says_why_and_stops_no_other(month: Month, tmp_path: Path) -> None:
    (path,) = month.bank_says("csv")
    cut = tmp_path / "cut.csv"
    cut.write_bytes(path.read_bytes()[:-40])
    post = month.county.teller.post_id
    for one, place in (
        (cut, f"{post}/{BANK}"), (path, "名单"), (path, f"{month.county.handler.post_id}/{BANK}"),
        (path, f"999999/{BANK}"), (path, f"{post}/{BANK}"),
    ):  # fmt: skip
        put(month, one, place)
    outcomes = take_in(receipts_folder(), month.at)
    assert sum(bool(outcome.done) for outcome in outcomes) == 1
    told = " ".join(page.read_text(encoding="utf-8") for page in (receipts_folder() / "refused").rglob("*.txt"))
    for why in ("请更正后重发", "放错了位置", "办理", "没有生效的任职"):
        assert why in told


def test_a_file_that_is_still_arriving_is_left_alone(month: Month) -> None:
    (path,) = month.bank_says("csv")
    place = f"{month.county.teller.post_id}/{BANK}"
    put(month, path, place, age_s=5)
    put(month, path, place, "回单.xml.part")
    assert take_in(receipts_folder(), month.at) == []
    assert len(take_in(receipts_folder(), month.at + timedelta(minutes=1))) == 1


@pytest.mark.requirement("R-722")
def test_recipients_are_told_by_the_worker_once_and_only_where_messages_are_carried(
    month: Month, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month.delivered(*month.bank_says("csv"))
    monkeypatch.setattr("mingbai.people.queries.opened_phones", lambda ids: dict.fromkeys(ids, "13800000000"))
    tell = partial(jobs.tell, post_id=month.county.reviewer.post_id, place=COUNTY.code, month=str(OCTOBER), at=month.at)
    month.matched()
    tell()
    assert waiting() == []
    messages = tmp_path / "sms.tsv"
    monkeypatch.setenv("MINGBAI_SMS", str(messages))
    tell()
    assert len(messages.read_text(encoding="utf-8").splitlines()) == 3
    with working_as(month.county.reviewer):
        assert list(RecipientNotice.objects.values_list("state", flat=True)) == ["sent"] * 3
    tell()
    assert len(messages.read_text(encoding="utf-8").splitlines()) == 3


def test_matching_asks_the_worker_to_tell_recipients(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGBAI_SMS", str(month.folder / "sms.tsv"))
    month.delivered(*month.bank_says("csv"))
    month.matched()
    post = month.county.reviewer.post_id
    assert waiting() == [{"post_id": post, "place": COUNTY.code, "month": str(OCTOBER)}]
    month.matched()
    assert len(waiting()) == 1
    assert job_named("receipts.tell").run is jobs.tell


def test_messages_that_were_sent_before_an_act_that_failed_are_not_sent_again(tmp_path: Path) -> None:
    outbox = informing.OutboxFile(tmp_path / "sms.tsv")
    one, two = (informing.Message(number, "13800000000", "到账") for number in (1, 2))
    outbox.send([one])
    outbox.send([one, two])
    lines = (tmp_path / "sms.tsv").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "2"]
    assert (tmp_path / "sms.tsv").stat().st_mode & 0o777 == 0o600


def waiting() -> list[dict[str, Any]]:
    """Return what jobs to tell recipients wait with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'receipts.tell' AND status = 'todo'")
        return [args if isinstance(args, dict) else json.loads(args) for (args,) in cursor.fetchall()]
