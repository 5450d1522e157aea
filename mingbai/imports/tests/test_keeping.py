"""What is dropped lies sealed, is seen within its division, and is forgotten after a month; who dropped it is not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingbai.awards.tests.cases import Office, office
from mingbai.awards.tests.test_stock import OCTOBER, dibao
from mingbai.config.guards import NATION, scope
from mingbai.errands.actions import ask, perform
from mingbai.errands.queries import errand_of
from mingbai.imports import actions
from mingbai.imports.errands import LOOKING, TAKING
from mingbai.imports.jobs import nightly
from mingbai.imports.limits import KEPT
from mingbai.imports.models import File, Upload
from mingbai.imports.queries import dropped_before, seen, upload_of
from mingbai.imports.refused import NotYours, Over
from mingbai.imports.tests.test_looking import BAD, dropped, files
from mingbai.kernel.region import Region
from mingbai.people.models import Person
from mingbai.people.tests.lists import HEAD, family


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def test_nothing_of_a_dropped_list_can_be_read_in_the_database(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao(), BAD], family()))
    actions.mend(upload_id=upload, cells={("审批台账.csv", ""): {3: {4: HEAD}}}, by=town.bureau.handler, at=town.at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT imports_upload::text, imports_file::text FROM imports_upload, imports_file")
        stored = "".join("".join(row) for row in cursor.fetchall())

    for said in (HEAD, "赵一", "八百多"):
        assert said not in stored
        assert said.encode().hex() not in stored


def test_only_its_division_sees_that_something_was_dropped(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao()], family()))

    with scope(Region("999902")):
        assert not Upload.objects.filter(pk=upload).exists()
        assert not File.objects.exists()


def test_after_a_month_the_contents_go_and_the_digest_stays(town: Office, tmp_path: Path) -> None:
    given = files(tmp_path, [dibao()], family())
    upload = dropped(town, given)

    nightly(at=town.at + KEPT - timedelta(minutes=1))
    assert seen(upload_of(upload)) is not None
    nightly(at=town.at + KEPT + timedelta(minutes=1))

    gone = upload_of(upload)
    assert seen(gone) is None
    assert gone.forgotten_on is not None
    assert set(File.objects.values_list("sealed", flat=True)) == {None}
    with pytest.raises(Over):
        actions.take(upload_id=upload, by=town.bureau.handler, at=town.at)
    again = actions.drop(files=given, month=OCTOBER, by=town.bureau.handler, at=town.at)
    assert [one.pk for one in dropped_before(upload_of(again))] == [upload]


def test_who_dropped_it_works_on_it_and_nobody_else(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao()], family()))

    for act in (actions.take, actions.look_again):
        with pytest.raises(NotYours):
            act(upload_id=upload, by=town.bureau.reviewer, at=town.at)
    actions.put_away(upload_id=upload, by=town.bureau.handler)
    with pytest.raises(Over):
        actions.take(upload_id=upload, by=town.bureau.handler, at=town.at)
    assert not Person.objects.exists()


def test_a_large_list_is_looked_at_and_taken_in_as_an_errand(town: Office, tmp_path: Path) -> None:
    by, at = town.bureau.handler, town.at
    upload = dropped(town, files(tmp_path, [dibao()], family()), looks=False)
    assert seen(upload_of(upload)) is None

    wanted: tuple[tuple[str, dict[str, Any]], ...] = ((LOOKING, {}), (TAKING, {"partly": False}))
    for kind, more in wanted:
        errand = ask(kind, subject="审批台账", by=by, at=at, once=str(upload), upload_id=upload, **more)
        perform(errand_id=errand, at=at)
        found = errand_of(by.id, errand)
        assert found is not None
        assert found.state == "done", found.told_zh

    assert upload_of(upload).result["counts"]["awards"] == 1
