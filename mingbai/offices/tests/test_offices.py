"""Who may act, as what and where: appointments, the three administrators, and the list of responsibilities."""

from collections.abc import Callable
from datetime import date

import pytest

from mingbai.kernel.region import Region
from mingbai.offices import actions
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Officer, Organisation, Post
from mingbai.offices.queries import actor, organisations_in, require_listed, responsibility_list, unlisted_steps
from mingbai.offices.refused import (
    AdministratesToo,
    FoundedAlready,
    NotInOffice,
    NotListed,
    NotYours,
    OutOfPlace,
    Refused,
    SamePerson,
    WrongState,
)
from mingbai.offices.roles import ADMINISTRATORS, ROLES, Role
from mingbai.offices.states import APPOINTMENT, LISTING
from mingbai.offices.steps import AREAS, STEPS, Area
from mingbai.offices.tests.places import (
    AUDIT,
    BEGAN,
    COUNTY,
    DAY,
    OTHER_TOWN,
    SECURITY,
    SYSTEM,
    TOWN,
    County,
    found_county,
    founders,
)


@pytest.fixture
def county(desk: str) -> County:
    return found_county()


# ------------------------------------------------------------------ how a desk begins


def test_a_desk_is_founded_once(county: County) -> None:
    assert {actor(post, DAY).role for post in county.posts.values()} == ADMINISTRATORS
    assert len({actor(post, DAY).id for post in county.posts.values()}) == 3
    with pytest.raises(FoundedAlready):
        actions.found(region=COUNTY, name="又一个", founders=founders(), document="2号", at=BEGAN)


# ------------------------------------------------------------------ organisations


@pytest.mark.requirement("R-001")
def test_finance_and_civil_affairs_act_each_as_itself(county: County) -> None:
    for kind in (Kind.FINANCE, Kind.CIVIL_AFFAIRS):
        by = county.post(county.office(kind, name="局"), Role.HANDLER)
        assert by.party is kind
        assert (Post.objects.get(pk=by.post_id).organisation_id, by.id) == (by.organisation_id, by.id)


@pytest.mark.parametrize("region", ["44", "4420", "442000103", "999901101001"])
def test_an_organisation_stands_at_any_level_even_where_one_above_is_missing(county: County, region: str) -> None:
    made = county.office(Kind.CIVIL_AFFAIRS, Region(region))
    assert [found.pk for found in organisations_in(Region(region[:2]), DAY) if found.region == region] == [made]


def test_a_closed_organisation_is_gone_from_its_day_on_and_takes_no_new_posts(county: County) -> None:
    bank = county.office(Kind.BANK)
    actions.close_organisation(
        organisation_id=bank, closed_on=date(2026, 6, 1), by=county.administrator(), at=county.at
    )
    assert organisations_in(COUNTY, date(2026, 5, 31), Kind.BANK).count() == 1
    assert organisations_in(COUNTY, date(2026, 6, 1), Kind.BANK).count() == 0
    with pytest.raises(OutOfPlace, match="did not exist"):
        actions.appoint(
            officer_id=county.officer(), organisation_id=bank, role=Role.TELLER, title="柜员",
            from_on=date(2026, 6, 1), by=county.administrator(), at=county.at,
        )  # fmt: skip


def test_an_organisation_with_people_in_it_is_not_closed(county: County) -> None:
    bank = county.office(Kind.BANK)
    county.post(bank, Role.TELLER)
    with pytest.raises(Refused, match="1 posts"):
        actions.close_organisation(
            organisation_id=bank, closed_on=date(2026, 6, 1), by=county.administrator(), at=county.at
        )


def test_former_names_stay_whoever_changes_them(county: County) -> None:
    bank = county.office(Kind.BANK, name="农商行")
    actions.rename_organisation(organisation_id=bank, name="农村商业银行", by=county.administrator(), at=county.at)
    Organisation.objects.filter(pk=bank).update(name="silently")
    events = Organisation.pgh_event_model.objects  # type: ignore[attr-defined] # pghistory adds it
    events = events.filter(pgh_obj_id=bank).order_by("pgh_id")
    assert list(events.values_list("name", flat=True)) == ["农商行", "农村商业银行", "silently"]


# ------------------------------------------------------------------ appointments


def test_a_post_counts_from_its_approval_until_its_end(county: County) -> None:
    post = county.proposed(county.office(Kind.BANK), Role.TELLER)
    with pytest.raises(NotInOffice):
        actor(post, DAY)
    actions.approve_post(post_id=post, by=county.administrator(SECURITY), at=county.later(hours=1))
    by = actor(post, DAY)
    assert (by.role, by.party, by.region) == (Role.TELLER, Kind.BANK, COUNTY)
    with pytest.raises(NotInOffice):
        actor(post, date(2026, 1, 4))
    actions.end_post(post_id=post, until_on=date(2026, 2, 1), reason="调离", by=county.administrator(), at=county.at)
    assert actor(post, date(2026, 1, 31)) == by
    with pytest.raises(NotInOffice):
        actor(post, date(2026, 2, 1))


def test_who_proposes_does_not_approve_and_the_wrong_role_is_told_whose_it_is(county: County) -> None:
    post = county.proposed(county.office(Kind.BANK), Role.TELLER)
    for role in (SYSTEM, AUDIT):
        with pytest.raises(NotYours, match="security administrator"):
            actions.approve_post(post_id=post, by=county.administrator(role), at=county.at)
    for role in (SECURITY, AUDIT):
        with pytest.raises(NotYours, match="系统管理员"):
            actions.register_officer(name="某", number="X", by=county.administrator(role), at=county.at)


def test_a_post_is_approved_once_and_refused_only_before_with_a_reason(county: County) -> None:
    bank, security = county.office(Kind.BANK), county.administrator(SECURITY)
    post, other = county.proposed(bank, Role.TELLER), county.proposed(bank, Role.TELLER)
    actions.approve_post(post_id=post, by=security, at=county.at)
    actions.refuse_post(post_id=other, reason="重复", by=security, at=county.at)
    for again in (post, other):
        with pytest.raises(WrongState, match="look again"):
            actions.approve_post(post_id=again, by=security, at=county.at)
        with pytest.raises(WrongState):
            actions.refuse_post(post_id=again, reason="x", by=security, at=county.at)


def test_an_administrator_appoints_neither_himself_nor_ends_his_own_post(county: County) -> None:
    by = county.administrator()
    with pytest.raises(SamePerson):
        county.proposed(county.office(Kind.BANK), Role.TELLER, officer=by.id)
    with pytest.raises(SamePerson):
        actions.end_post(post_id=by.post_id, until_on=date(2026, 2, 1), reason="x", by=by, at=county.at)


@pytest.mark.parametrize("second", sorted(ADMINISTRATORS | {Role.HANDLER}))
def test_an_administrator_holds_no_other_post(county: County, second: Role) -> None:
    audit = county.administrator(AUDIT)
    with pytest.raises(AdministratesToo, match="three people"):
        county.proposed(county.office(Kind.CIVIL_AFFAIRS), second, officer=audit.id)


@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_who_handles_cases_does_not_become_an_administrator(county: County, second: Role) -> None:
    bureau = county.office(Kind.CIVIL_AFFAIRS)
    handler = county.post(bureau, Role.HANDLER)
    with pytest.raises(AdministratesToo):
        county.proposed(bureau, second, officer=handler.id)


def test_ordinary_posts_may_be_several_at_once(county: County) -> None:
    first = county.post(county.office(Kind.TOWNSHIP, TOWN), Role.HANDLER)
    second = county.post(county.office(Kind.TOWNSHIP, OTHER_TOWN), Role.HANDLER, officer=first.id)
    assert first.id == second.id
    assert first.region != second.region


@pytest.mark.parametrize(
    ("kind", "role", "region"),
    [
        (Kind.BANK, Role.REVIEWER, COUNTY),
        (Kind.TOWNSHIP, Role.TELLER, TOWN),
        (Kind.AUDIT, Role.HANDLER, COUNTY),
        (Kind.TOWNSHIP, Role.HANDLER, OTHER_TOWN),
        (Kind.TOWNSHIP, Role.HANDLER, COUNTY),
    ],
)
def test_a_post_is_of_a_role_its_organisation_has_and_within_its_division(
    county: County, kind: Kind, role: Role, region: Region
) -> None:
    with pytest.raises(OutOfPlace):
        county.proposed(county.office(kind, TOWN if kind is Kind.TOWNSHIP else COUNTY), role, region=region)


def test_who_was_in_office_when_logging_in_but_is_no_longer_is_refused(county: County) -> None:
    stale = county.administrator()
    actions.end_post(
        post_id=stale.post_id, until_on=date(2026, 1, 6), reason="调离", by=county.administrator(SECURITY), at=county.at
    )
    with pytest.raises(NotInOffice):
        actions.register_officer(name="某", number="X", by=stale, at=county.later(days=1))


def test_an_officer_with_a_post_does_not_leave(county: County) -> None:
    by = county.post(county.office(Kind.BANK), Role.TELLER)
    with pytest.raises(Refused, match="still holds"):
        actions.note_departure(officer_id=by.id, left_on=date(2026, 3, 1), by=county.administrator(), at=county.at)
    actions.end_post(
        post_id=by.post_id, until_on=date(2026, 3, 1), reason="离职", by=county.administrator(), at=county.at
    )
    actions.note_departure(officer_id=by.id, left_on=date(2026, 3, 1), by=county.administrator(), at=county.at)
    assert Officer.objects.get(pk=by.id).left_on == date(2026, 3, 1)


# ------------------------------------------------------------------ the list of responsibilities


@pytest.mark.requirement("R-002")
def test_only_who_is_listed_completes_a_step_and_others_are_told_who_is(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    leads = county.post(bureau, Role.LEADER)
    listed, unlisted = county.post(town, Role.HANDLER), county.post(town, Role.HANDLER)
    with pytest.raises(NotListed, match="nobody yet"):
        require_listed(step_id="accept", by=listed, region=TOWN, on=DAY)
    listing = county.listed("accept", listed, leads)
    assert require_listed(step_id="accept", by=listed, region=Region("999901101001"), on=DAY) == listing
    name = Officer.objects.get(pk=listed.id).name
    with pytest.raises(NotListed, match=f"is for {name}"):
        require_listed(step_id="accept", by=unlisted, region=TOWN, on=DAY)
    for step, region in (("accept", OTHER_TOWN), ("accept", COUNTY), ("review", TOWN)):
        with pytest.raises(NotListed):
            require_listed(step_id=step, by=listed, region=region, on=DAY)
    actions.end_listing(listing_id=listing, until_on=date(2026, 2, 1), reason="轮岗", by=leads, at=county.at)
    require_listed(step_id="accept", by=listed, region=TOWN, on=date(2026, 1, 31))
    with pytest.raises(NotListed):
        require_listed(step_id="accept", by=listed, region=TOWN, on=date(2026, 2, 1))


@pytest.mark.requirement("R-002")
def test_who_leaves_the_post_leaves_the_list(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    by = county.post(town, Role.HANDLER)
    county.listed("accept", by, county.post(bureau, Role.LEADER))
    actions.end_post(
        post_id=by.post_id, until_on=date(2026, 2, 1), reason="调离", by=county.administrator(), at=county.at
    )
    require_listed(step_id="accept", by=by, region=TOWN, on=date(2026, 1, 31))
    with pytest.raises(NotListed):
        require_listed(step_id="accept", by=by, region=TOWN, on=date(2026, 2, 1))
    assert responsibility_list(COUNTY, date(2026, 2, 1)) == []


@pytest.mark.requirement("R-002")
def test_the_list_names_post_person_and_article_in_the_order_of_the_work(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN, "城关镇")
    leads, handler = county.post(bureau, Role.LEADER), county.post(town, Role.HANDLER)
    for step in ("take_complaint", "accept", "make_roster", "keep_data"):
        county.listed(step, handler, leads)
    lines = responsibility_list(COUNTY, DAY)
    assert [line.step for line in lines] == ["受理", "编制名册", "数据维护", "接收投诉举报"]
    assert [line.area for line in lines] == [
        AREAS[area][0] for area in (Area.REVIEW, Area.PAYMENT, Area.INFORMATION, Area.COMPLAINTS)
    ]
    assert {(line.organisation, line.region, line.number) for line in lines} == {("城关镇", "999901101", "N2")}
    assert {step.area for step in STEPS.values()} == set(Area)


def test_a_leader_approves_no_listing_of_his_own_or_of_another_place(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    leads, of_town = county.post(bureau, Role.LEADER), county.post(town, Role.LEADER)
    own = actions.list_post(
        step_id="confirm", post_id=leads.post_id, from_on=DAY, by=county.administrator(), at=county.at
    )
    with pytest.raises(SamePerson):
        actions.approve_listing(listing_id=own, by=leads, at=county.at)
    with pytest.raises(OutOfPlace, match="You lead"):
        actions.approve_listing(listing_id=own, by=of_town, at=county.at)
    with pytest.raises(NotYours, match="leader"):
        actions.approve_listing(listing_id=own, by=county.administrator(), at=county.at)
    actions.refuse_listing(listing_id=own, reason="应由副职负责", by=county.post(bureau, Role.LEADER), at=county.at)


def test_a_step_is_listed_for_a_post_of_its_role_in_force_and_within_its_division(county: County) -> None:
    town, system = county.office(Kind.TOWNSHIP, TOWN), county.administrator()
    handler, proposed = county.post(town, Role.HANDLER), county.proposed(town, Role.HANDLER)
    with pytest.raises(OutOfPlace, match="cannot be listed"):
        actions.list_post(step_id="confirm", post_id=handler.post_id, from_on=DAY, by=system, at=county.at)
    with pytest.raises(OutOfPlace, match="not 999901102"):
        actions.list_post(
            step_id="accept", post_id=handler.post_id, region=OTHER_TOWN, from_on=DAY, by=system, at=county.at
        )
    with pytest.raises(NotInOffice):
        actions.list_post(step_id="accept", post_id=proposed, from_on=DAY, by=system, at=county.at)


@pytest.mark.requirement("R-003")
def test_the_report_of_steps_without_a_person_empties_as_they_are_filled(county: County) -> None:
    bureau, town = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.TOWNSHIP, TOWN)
    leads, second = county.post(bureau, Role.LEADER), county.post(bureau, Role.LEADER)
    everywhere = [step for step in STEPS.values() if step.is_everywhere]
    assert [gap.step for gap in unlisted_steps(COUNTY, DAY)] == everywhere
    assert {"受理", "调查", "审核", "确认", "发放", "动态管理"} <= {step.title for step in everywhere}
    for step in everywhere:
        organisation = town if Kind.TOWNSHIP in step.kinds else bureau
        by = county.post(organisation, min(step.roles))
        county.listed(step.id, by, second if by.id == leads.id else leads)
    assert unlisted_steps(COUNTY, DAY) == []
    county.office(Kind.TOWNSHIP, OTHER_TOWN, "另一镇")
    gaps = unlisted_steps(COUNTY, DAY)
    assert {(gap.township, gap.region) for gap in gaps} == {("另一镇", "999901102")}
    assert "发放" not in {gap.step.title for gap in gaps}  # the bureau releases for the whole county


# ------------------------------------------------------------------ reading together


@pytest.mark.parametrize(("kind", "role"), [(Kind.FINANCE, Role.REVIEWER), (Kind.AUDIT, Role.INSPECTOR)])
@pytest.mark.requirement("R-012")
def test_finance_and_audit_read_the_ledger_civil_affairs_writes(county: County, kind: Kind, role: Role) -> None:
    by = county.post(county.office(kind), role)
    assert by.may_read("treasury")
    assert by.may_read("payments")
    from django.db import connection

    with working_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('mingbai.scope')")
        assert cursor.fetchone() == (COUNTY.code,)


@pytest.mark.requirement("R-012")
def test_administrators_read_neither_cases_nor_accounts(county: County) -> None:
    for role in ADMINISTRATORS:
        assert not any(
            county.administrator(role).may_read(stage) for stage in ("people", "awards", "payments", "treasury")
        )


# ------------------------------------------------------------------ the tables of this folder are whole


def test_every_role_and_every_refusal_speaks_both_languages(county: County) -> None:
    assert ROLES.keys() == set(Role)
    with pytest.raises(Refused) as refused:
        county.post(county.office(Kind.BANK), Role.REVIEWER)
    assert "代发银行没有“复核人”" in refused.value.in_language("zh")
    assert "no reviewer in paying bank" in refused.value.in_language("en")


@pytest.mark.parametrize("moves", [APPOINTMENT, LISTING])
def test_every_move_names_who_makes_it_and_by_which_article(moves: tuple[object, ...]) -> None:
    assert all(move.by and move.cites for move in moves)  # type: ignore[attr-defined]


# ------------------------------------------------------------------ what people get wrong


def test_what_the_database_would_refuse_is_told_in_a_sentence(county: County) -> None:
    system, security = county.administrator(), county.administrator(SECURITY)
    bank = county.office(Kind.BANK, name="农商行")
    post = county.proposed(bank, Role.TELLER)
    tries: dict[str, Callable[[], object]] = {
        "of that kind and name already": lambda: county.office(Kind.BANK, name="农商行"),
        "another officer's": lambda: actions.register_officer(name="某", number="A0", by=system, at=county.at),
        "a name and a staff number": lambda: actions.register_officer(name="", number="Z", by=system, at=county.at),
        "needs a name": lambda: actions.rename_organisation(organisation_id=bank, name="", by=system, at=county.at),
        "Say why": lambda: actions.refuse_post(post_id=post, reason="", by=security, at=county.at),
        "no step “dance”": lambda: actions.list_post(
            step_id="dance", post_id=post, from_on=DAY, by=system, at=county.at
        ),
        "no record 999": lambda: actions.approve_post(post_id=999, by=security, at=county.at),
        "cannot end before": lambda: actions.appoint(
            officer_id=county.officer(), organisation_id=bank, role=Role.TELLER, title="柜员",
            from_on=DAY, until_on=date(2026, 1, 1), by=system, at=county.at,
        ),
    }  # fmt: skip
    for sentence, attempt in tries.items():
        with pytest.raises(Refused, match=sentence):
            attempt()
    actions.approve_post(post_id=post, by=security, at=county.at)
