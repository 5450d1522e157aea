"""Every act here leaves evidence in its own transaction, and the list that is handed out is the list that stands."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from mingbai.evidence.actions import Record, record_contents
from mingbai.evidence.models import Act
from mingbai.kernel.region import Region
from mingbai.offices import actions
from mingbai.offices.actor import working_as
from mingbai.offices.attempts import Attempt, Attempted
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Post
from mingbai.offices.refused import OutOfPlace, SamePerson
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, DAY, SECURITY, TOWN, County, found_county


@pytest.fixture
def county(desk: str) -> County:
    return found_county()


def test_every_act_names_who_did_it_and_what_it_left(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    leads, handler = county.post(bureau, Role.LEADER), county.post(town, Role.HANDLER)
    listing = county.listed("accept", handler, leads)
    system, security = county.administrator(), county.administrator(SECURITY)
    other = county.proposed(town, Role.HANDLER)
    actions.refuse_post(post_id=other, reason="超编", by=security, at=county.at)
    actions.end_listing(listing_id=listing, until_on=date(2026, 2, 1), reason="轮岗", by=leads, at=county.at)
    actions.end_post(post_id=handler.post_id, until_on=date(2026, 2, 1), reason="调离", by=system, at=county.at)
    actions.note_departure(officer_id=handler.id, left_on=date(2026, 2, 1), by=system, at=county.at)
    actions.rename_organisation(organisation_id=town, name="新城镇", by=system, at=county.at)
    acts = set(Act.objects.values_list("type", "subject", "by"))
    assert {
        ("offices.founded", f"offices.officer/{system.id}", None),
        ("offices.opened", f"offices.organisation/{town}", system.id),
        ("offices.registered", f"offices.officer/{handler.id}", system.id),
        ("offices.proposed", f"offices.post/{handler.post_id}", system.id),
        ("offices.approved", f"offices.post/{handler.post_id}", security.id),
        ("offices.refused", f"offices.post/{other}", security.id),
        ("offices.listed", f"offices.responsibility/{listing}", system.id),
        ("offices.listing_approved", f"offices.responsibility/{listing}", leads.id),
        ("offices.listing_ended", f"offices.responsibility/{listing}", leads.id),
        ("offices.ended", f"offices.post/{handler.post_id}", system.id),
        ("offices.departed", f"offices.officer/{handler.id}", system.id),
        ("offices.renamed", f"offices.organisation/{town}", system.id),
    } <= acts
    assert Act.objects.filter(subject=f"offices.organisation/{town}").first().region == TOWN.code  # type: ignore[union-attr]


@pytest.mark.requirement("R-001")
def test_every_act_names_the_post_and_the_organisation_it_was_done_for(county: County) -> None:
    town = county.office(Kind.TOWNSHIP, TOWN)
    system = county.administrator()
    (opened,) = Act.objects.filter(type="offices.opened", subject=f"offices.organisation/{town}")
    assert (opened.by, opened.post, opened.organisation) == (system.id, system.post_id, system.organisation_id)
    assert Act.objects.exclude(by=None).filter(post=None).count() == 0
    assert Act.objects.filter(type="offices.founded").exclude(post=None).count() == 0  # nobody was in office yet


@pytest.mark.requirement("R-001")
def test_an_act_that_knows_its_officer_by_number_names_the_post_he_works_in_and_no_other(county: County) -> None:
    teller = county.post(county.office(Kind.BANK), Role.TELLER)
    for by in (teller.id, teller.id + 1, None):
        with working_as(teller):
            said = [Record(f"samples.act/{by}", {"what": "counted"}, {})]
            record_contents(type="samples.acted", records=said, by=by, at=county.at)
    acts = Act.objects.filter(type="samples.acted").order_by("id")
    assert list(acts.values_list("by", "post", "organisation")) == [
        (teller.id, teller.post_id, teller.organisation_id), (teller.id + 1, None, None), (None, None, None),
    ]  # fmt: skip


def test_what_was_tried_and_refused_is_kept_although_nothing_else_of_it_remains(county: County) -> None:
    class NotSo(Attempted):
        attempt = Attempt("samples.tried", "samples.try/1", {"what": "office costs"}, 7, county.at)

    teller, before = county.post(county.office(Kind.BANK), Role.TELLER), Act.objects.count()

    def act() -> None:
        said = [Record("samples.act/1", {"what": "counted"}, {})]
        record_contents(type="samples.acted", records=said, by=teller, at=county.at)
        raise NotSo

    with pytest.raises(NotSo), working_as(teller):
        act()
    assert Act.objects.count() == before + 1
    assert Act.objects.get(type="samples.tried").by == 7


def test_an_act_that_is_refused_leaves_nothing(county: County) -> None:
    bank, before = county.office(Kind.BANK), Act.objects.count()
    with pytest.raises(SamePerson):
        county.proposed(bank, Role.TELLER, officer=county.administrator().id)
    assert (Act.objects.count(), Post.objects.count()) == (before, 3)


@pytest.mark.requirement("R-002")
def test_the_list_is_exported_with_the_steps_nobody_answers_for_and_the_export_is_logged(
    county: County, tmp_path: Path
) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN, "城关镇")
    leads, handler = county.post(bureau, Role.LEADER), county.post(town, Role.HANDLER)
    county.listed("accept", handler, leads)
    file = tmp_path / "清单.xlsx"
    actions.export_list(path=file, region=COUNTY, on=DAY, by=leads, at=county.at)
    book = openpyxl.load_workbook(file)
    lines, gaps = (list(sheet.values) for sheet in book.worksheets)
    assert lines[1][:7] == ("对象审核", "受理", "城关镇", "handler", "人员2", "N2", "999901101")
    assert "受理" not in {row[3] for row in gaps}
    assert {"审核", "确认"} <= {row[3] for row in gaps}
    assert Act.objects.get(type="offices.exported").by == leads.id
    with pytest.raises(OutOfPlace, match="Your post"):
        actions.export_list(path=tmp_path / "x.xlsx", region=Region("9999"), on=DAY, by=leads, at=county.at)
    assert not (tmp_path / "x.xlsx").exists()
