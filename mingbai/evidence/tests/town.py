"""A desk with one table of payments that leave evidence, four witnesses, and everything its tests share."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connections, models, transaction

from mingbai.config.guards import changes
from mingbai.config.guards.apply import apply_guards
from mingbai.evidence.actions import record
from mingbai.evidence.installation import log_files, log_key, policy_file
from mingbai.evidence.kept import KEPT, evidenced
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.publishing import gather_cosignatures, publish
from mingbai.evidence.sequencer import append_all
from mingbai.evidence.tiles.storage import FolderStorage
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.evidence.witnesses.policy import Policy, parse_policy
from mingbai.evidence.witnesses.witness import Witness

SAMPLES = Apps()
NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


@evidenced("region", "month", "name", "fen", region="region", month="month")
@changes("fen")
class Payment(models.Model):
    region = models.CharField(max_length=12)
    month = models.DateField()
    name = models.CharField(max_length=20)
    fen = models.BigIntegerField()
    objects: ClassVar[models.Manager["Payment"]] = models.Manager()

    class Meta:
        apps, app_label = SAMPLES, "samples"


KEPT.pop("samples.payment")  # only while a test that has the table runs


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("MINGBAI_LOG", raising=False)
    return tmp_path / "data"


@pytest.fixture
def payments(fresh_desk: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the table of payments."""
    evidenced("region", "month", "name", "fen", region="region", month="month")(Payment)
    monkeypatch.setattr("mingbai.evidence.kept.KEPT", KEPT)
    with connections["owner"].schema_editor() as editor:
        editor.create_model(Payment)
    apply_guards(connections["default"].settings_dict["USER"], [*apps.get_models(), Payment])
    return fresh_desk


@pytest.fixture(autouse=True)
def forget_payments() -> Iterator[None]:
    yield
    KEPT.pop("samples.payment", None)


def pay(count: int, by: int | None = 7) -> list[Payment]:
    """Write payments and record them, as a stage's action does."""
    with transaction.atomic():
        rows = Payment.objects.bulk_create(
            Payment(region="370830", month=NOW.date(), name=f"某{number}", fen=100 + number) for number in range(count)
        )
        record(type="samples.paid", rows=rows, by=by, at=NOW)
    return rows


@pytest.fixture
def witnesses(tmp_path: Path) -> dict[str, Witness]:
    """Four agencies' witnesses, reached without a network."""
    offices = ("民政", "财政", "审计", "纪检")
    keys = {office: new_key(f"witness.example/{office}", KeyKind.WITNESS) for office in offices}
    return {
        office: Witness(key, [log_key().verifier], WitnessMemory(FolderStorage(tmp_path / office)))
        for office, key in keys.items()
    }


@pytest.fixture
def policy(witnesses: dict[str, Witness]) -> Policy:
    """One of 民政/财政 and one of 审计/纪检, written down where the installation looks for it."""
    lines = [f"witness {office} {one.key.verifier} http://{office}" for office, one in witnesses.items()]
    groups = ["group 业务 any 民政 财政", "group 监督 any 审计 纪检", "group 法定 all 业务 监督", "quorum 法定"]
    text = "\n".join([f"log {log_key().verifier}", *lines, *groups, ""])
    policy_file().parent.mkdir(parents=True, exist_ok=True)
    policy_file().write_text(text, encoding="utf-8")
    return parse_policy(text)


@pytest.fixture
def settle(witnesses: dict[str, Witness], policy: Policy) -> Callable[..., None]:
    """Append what waits, publish, and have some witnesses cosign: by default all four."""

    def settled(*offices: str) -> None:
        append_all(key=log_key())
        publish(log_files())

        def post_to(url: str) -> Callable[[bytes], tuple[int, bytes]]:
            def post(body: bytes) -> tuple[int, bytes]:
                office = url.removeprefix("http://")
                if offices and office not in offices:
                    return 503, b"asleep"
                answer = witnesses[office].answer(body, at=1_793_520_000)
                return answer.status, answer.body.encode()

            return post

        gather_cosignatures(log_files(), policy, post_to)
        publish(log_files())

    return settled
