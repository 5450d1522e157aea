"""备案: kin, kept cards, proxies, authorisations; who stands back; registers of what was handed over."""

from datetime import date, timedelta
from typing import Any

import pytest

from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.people import actions, queries
from mingbai.people.actions import FilingKind, ProxyKind, Scope
from mingbai.people.filings import cards, registers
from mingbai.people.filings.kin import tier_above
from mingbai.people.filings.locality import parameters_at
from mingbai.people.models import CardKeeping, Proxy, Relative
from mingbai.people.refused import Conflicted, Deceased, NotAllowedHere, OutOfPlace, SamePerson, Unusable, WrongState
from mingbai.people.tables import lists
from mingbai.people.tests.families import COUNTY, DAY, PAPER, TOWN, VILLAGE, Bureau, bureau

LATER, LAST = date(2026, 1, 6), date(2027, 1, 5)


@pytest.fixture
def office(desk: str) -> Bureau:
    return bureau()


# ------------------------------------------------------------------ kin and recusal


@pytest.mark.requirement("R-801")
def test_kin_are_filed_with_the_tier_above_where_the_officer_works(office: Bureau) -> None:
    tiers = [tier_above(Region(code)) for code in ("999901101001", "999901101", "999901", "9999", "442000103")]
    assert tiers == [9, 6, 4, 2, 4]
    town = office.county.post(office.clerk.organisation_id, Role.REVIEWER)
    with working_as(office.handler):
        father = office.person("甲")
        staff = office.staff(office.person("乙"), office.clerk.id, works_in=TOWN)
        filing = office.kin(father, staff)
    with working_as(town), pytest.raises(OutOfPlace):
        actions.accept_filing(kind=FilingKind.RELATIVE, filing_id=filing, by=town, at=office.at)
    with working_as(office.reviewer):
        actions.accept_filing(kind=FilingKind.RELATIVE, filing_id=filing, by=office.reviewer, at=office.at)
        (kin,) = queries.relatives_of_officers(COUNTY, DAY)
        assert (kin.person_id, kin.officer_id, kin.relation) == (father, office.clerk.id, "父亲")


@pytest.mark.requirement("R-801")
def test_an_officer_stands_back_from_kin_as_soon_as_they_are_declared(office: Bureau) -> None:
    with working_as(office.handler):
        father, other = office.person("甲"), office.person("丙")
        own = office.person("乙")
        home, another, mine = office.household(father), office.household(other), office.household(own)
        office.kin(father, office.staff(own, office.clerk.id))
        asked: dict[str, Any] = {"officer_id": office.clerk.id, "on": DAY}
        assert queries.conflict(household_id=home, **asked) == "父亲"
        assert queries.conflict(household_id=mine, **asked) == "本人"
        assert not queries.is_conflicted(household_id=another, **asked)
        assert not queries.is_conflicted(household_id=home, officer_id=office.reviewer.id, on=DAY)
        assert queries.conflicted_households(office.clerk.id, [home, another, mine], DAY) == {home, mine}
        assert queries.relatives_of_officer(office.clerk.id, DAY) == {father, own}


def test_who_draws_for_a_member_or_keeps_its_card_stands_back_as_well(office: Bureau) -> None:
    with working_as(office.handler):
        first, second, own = office.person("甲"), office.person("乙"), office.person("丙")
        one, two = office.household(first), office.household(second)
        office.keeping(first, own)
        office.proxy(second, own)
        office.staff(own, office.clerk.id)
        assert queries.conflict(officer_id=office.clerk.id, household_id=one, on=DAY) == "代管人"
        assert queries.conflict(officer_id=office.clerk.id, household_id=two, on=DAY) == "代取人"


def test_kin_do_not_accept_what_is_filed_of_their_own(office: Bureau) -> None:
    with working_as(office.handler):
        father, agent = office.person("甲"), office.person("丙")
        office.kin(father, office.staff(office.person("乙"), office.reviewer.id))
        filing = office.proxy(father, agent, accepted=False)
        with pytest.raises(Conflicted, match="父亲"):
            actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=office.reviewer, at=office.at)
        with pytest.raises(NotYours):
            actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=office.handler, at=office.at)
        actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=office.leader, at=office.at)


def test_nobody_is_his_own_kin_and_kin_are_filed_once(office: Bureau) -> None:
    with working_as(office.handler):
        own, father = office.person("乙"), office.person("甲")
        staff = office.staff(own, None)
        with pytest.raises(Unusable, match="own kin"):
            office.kin(own, staff)
        office.kin(father, staff)
        with pytest.raises(Refused, match="waiting or in force"):
            office.kin(father, staff)


# ------------------------------------------------------------------ kept cards


@pytest.mark.requirement("R-802")
def test_a_kept_card_has_its_agreement_its_period_and_its_reviews(office: Bureau) -> None:
    with working_as(office.handler):
        person, keeper = office.person("甲"), office.person("乙")
        with pytest.raises(Unusable, match="signed paper"):
            actions.file_card_keeping(
                person_id=person, keeper_id=keeper, cause="失能", document="", filed_on=DAY, until_on=LAST,
                by=office.handler, at=office.at,
            )  # fmt: skip
        kept = office.keeping(person, keeper)
        on = DAY + timedelta(days=100)
        assert [one.pk for one in queries.keepings_to_review(VILLAGE, on, 90)] == [kept]
        actions.review_keeping(
            keeping_id=kept, reviewed_on=DAY + timedelta(days=50), is_in_order=True, by=office.handler, at=office.at
        )
        assert queries.keepings_to_review(VILLAGE, on, 90) == []
        with pytest.raises(Unusable, match="not in order"):
            actions.review_keeping(keeping_id=kept, reviewed_on=on, is_in_order=False, by=office.handler, at=office.at)
        assert [one.pk for one in queries.cards_kept(VILLAGE, LAST - timedelta(days=1))] == [kept]
        assert not queries.cards_kept(VILLAGE, LAST)


@pytest.mark.requirement("R-730")
def test_staff_keep_a_card_only_where_the_locality_lets_it_be_filed(
    office: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_as(office.handler):
        person, cadre = office.person("甲"), office.person("乙")
        office.staff(cadre, None)
        kept = office.keeping(person, cadre, accepted=False)
        assert CardKeeping.objects.get(pk=kept).is_staff
        actions.refuse_filing(
            kind=FilingKind.CARD_KEEPING, filing_id=kept, reason="不符", by=office.reviewer, at=office.at
        )
        shipped = parameters_at
        monkeypatch.setattr(cards, "parameters_at", lambda region, on: shipped("3708", on))  # 济宁 forbids it
        with pytest.raises(NotAllowedHere, match="card_keeping"):
            office.keeping(person, cadre)
        office.keeping(person, office.person("丙"))


# ------------------------------------------------------------------ proxies


@pytest.mark.requirement("R-804")
def test_an_authorisation_to_draw_is_signed_accepted_by_the_county_and_runs_out(office: Bureau) -> None:
    town = office.county.post(office.clerk.organisation_id, Role.REVIEWER)
    with working_as(office.handler):
        filing = office.proxy(person := office.person("甲"), agent := office.person("乙"), accepted=False)
        assert queries.proxy_of(person, DAY) is None
    with working_as(town), pytest.raises(OutOfPlace):
        actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=town, at=office.at)
    with working_as(office.reviewer):
        actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=office.reviewer, at=office.at)
        found = queries.proxy_of(person, LAST - timedelta(days=1))
        assert found is not None
        assert found.agent_id == agent
        assert queries.proxy_of(person, LAST) is None
        assert queries.counted(VILLAGE, LAST, since=DAY).run_out == 1


@pytest.mark.requirement("R-805")
def test_proxies_have_a_kind_and_end_with_the_recipients_death(office: Bureau) -> None:
    with working_as(office.handler):
        person, agent = office.person("甲"), office.person("乙")
        filing = office.proxy(person, agent)
        assert Proxy.objects.get(pk=filing).kind == ProxyKind.CHOSEN
        actions.note_death(person_id=person, died_on=DAY, by=office.handler, at=office.at)
        assert Proxy.objects.get(pk=filing).state == "closed"
        with pytest.raises(Deceased):
            office.proxy(person, agent)
        with pytest.raises(Deceased):
            office.proxy(agent, person)


def test_staff_draw_for_nobody_but_their_wards(office: Bureau) -> None:
    with working_as(office.handler):
        person, cadre = office.person("甲"), office.person("乙")
        office.staff(cadre, None)
        with pytest.raises(NotAllowedHere, match="draw no recipient"):
            office.proxy(person, cadre)
        actions.file_proxy(
            person_id=person, agent_id=cadre, kind=ProxyKind.GUARDIAN, cause="未成年", document=PAPER, filed_on=DAY,
            until_on=LAST, by=office.handler, at=office.at,
        )  # fmt: skip


def test_a_filing_moves_once_and_not_after_it_ran_out(office: Bureau) -> None:
    with working_as(office.handler):
        first, second, agent = office.person("甲"), office.person("丁"), office.person("乙")
        filing = office.proxy(first, agent)
        with pytest.raises(WrongState, match="once"):
            actions.accept_filing(kind=FilingKind.PROXY, filing_id=filing, by=office.leader, at=office.at)
        late = office.proxy(second, agent, accepted=False, until=LATER)
        with pytest.raises(Unusable, match="ran out"):
            actions.accept_filing(
                kind=FilingKind.PROXY, filing_id=late, by=office.reviewer, at=office.at + timedelta(days=3)
            )
        with pytest.raises(Unusable, match="before it is filed"):
            office.proxy(agent, first, until=DAY)


@pytest.mark.requirement("R-729")
def test_whose_money_passes_through_anothers_hands_is_on_the_focus_list(office: Bureau) -> None:
    with working_as(office.handler):
        drawn, kept, other = office.person("甲"), office.person("丙"), office.person("乙")
        office.proxy(drawn, other)
        office.keeping(kept, other)
        seen = [(one.name, one.why, one.through) for one in queries.focus_list(VILLAGE, DAY)]
        assert seen == [("甲", "代取：行动不便", "乙"), ("丙", "代管卡折：本人精神障碍", "乙")]


@pytest.mark.requirement("R-1506")
def test_data_is_looked_up_only_within_an_authorisation_in_force(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        filing = actions.authorise(
            person_id=person, scope=Scope.INCOME, document=PAPER, filed_on=DAY, until_on=LAST,
            by=office.handler, at=office.at,
        )  # fmt: skip
        assert not queries.is_authorised(person_id=person, scope="income", on=DAY)
        actions.accept_filing(kind=FilingKind.AUTHORISATION, filing_id=filing, by=office.reviewer, at=office.at)
        assert queries.is_authorised(person_id=person, scope="income", on=DAY)
        assert not queries.is_authorised(person_id=person, scope="bank", on=DAY)
        assert not queries.is_authorised(person_id=person, scope="income", on=LAST)


@pytest.mark.requirement("R-803")
def test_the_dashboard_counts_households_persons_and_kept_cards(office: Bureau) -> None:
    with working_as(office.handler):
        father, mother, kept, cadre = (office.person(name) for name in "甲乙丙丁")
        home = office.household(father)
        office.member(home, mother)
        staff = office.staff(cadre, office.clerk.id)
        for person in (father, mother):
            filing = office.kin(person, staff)
            actions.accept_filing(kind=FilingKind.RELATIVE, filing_id=filing, by=office.reviewer, at=office.at)
        office.keeping(kept, cadre)
        office.proxy(kept, father, accepted=False)
        found = queries.counted(COUNTY, DAY, since=DAY)
        assert (found.kin_filings, found.kin_households, found.kin_persons) == (2, 1, 2)
        assert (found.cards_kept, found.cards_kept_by_staff, found.proxies, found.waiting) == (1, 1, 0, 1)


def test_filings_are_given_as_the_lists_that_rules_read(office: Bureau) -> None:
    with working_as(office.handler):
        person, agent, cadre = office.person("甲"), office.person("乙"), office.person("丙")
        office.account(cadre, "丙")
        filing = office.kin(person, office.staff(cadre, office.clerk.id))
        actions.accept_filing(kind=FilingKind.RELATIVE, filing_id=filing, by=office.reviewer, at=office.at)
        office.proxy(person, agent)
        office.keeping(person, agent)
        numbers = queries.opened_numbers([person, agent, cadre])
        given = {name: table.to_pylist() for name, table in lists(COUNTY, DAY).items()}
        assert [
            (row["person_id"], row["post"], row["region_code"], row["account_no"]) for row in given["officers"]
        ] == [(numbers[cadre], "经办人", TOWN.code, "6299990000990000006")]
        assert [(row["officer_id"], row["relative_id"]) for row in given["relatives"]] == [
            (numbers[cadre], numbers[person])
        ]
        assert [(row["proxy_id"], row["person_id"], row["until"]) for row in given["proxies"]] == [
            (numbers[agent], numbers[person], date(2027, 1, 4))
        ]
        assert [row["keeper_id"] for row in given["card_keepers"]] == [numbers[agent]]
        assert given["institutions"] == []


# ------------------------------------------------------------------ registers


def handout(office: Bureau, person: int, **given: object) -> int:
    row = {
        "person_id": person, "kind": actions.HandoutKind.GOODS, "item": "大米10公斤", "quantity": 2,
        "value_fen": 16_000, "cause": "火灾", "given_on": DAY, "signature": PAPER, "photo": PAPER,
        "handed_by": office.clerk.id, "witnessed_by": office.reviewer.id, "by": office.handler, "at": office.at,
    }  # fmt: skip
    return actions.note_handout(**row | given)  # type: ignore[arg-type]


@pytest.mark.requirement("R-806")
def test_cash_and_goods_are_signed_for_pictured_and_witnessed(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        handout(office, person)
        with pytest.raises(SamePerson):
            handout(office, person, witnessed_by=office.clerk.id)
        for wrong in ({"signature": ""}, {"photo": "x"}, {"value_fen": 0}, {"item": " "}, {"given_on": LATER}):
            with pytest.raises(Unusable):
                handout(office, person, **wrong)
        assert [one.value_fen for one in queries.handouts(VILLAGE, DAY, LATER)] == [16_000]
        assert queries.counted(VILLAGE, DAY, since=DAY).handouts_fen == 16_000


@pytest.mark.requirement("R-709")
def test_cash_is_handed_out_only_where_the_locality_allows_it(office: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        handout(office, person, kind=actions.HandoutKind.CASH, item="现金")
        shipped = parameters_at
        monkeypatch.setattr(registers, "parameters_at", lambda region, on: shipped("140431", on))  # 沁源 pays by card
        with pytest.raises(NotAllowedHere, match="reserve_cash_allowed"):
            handout(office, person, kind=actions.HandoutKind.CASH, item="现金")


@pytest.mark.requirement("R-713")
def test_cards_of_a_bulk_issue_are_undelivered_until_their_holders_sign(office: Bureau) -> None:
    with working_as(office.handler):
        first, second, agent = office.person("甲"), office.person("乙"), office.person("丙")
        one, two = actions.issue_cards(
            region=COUNTY, batch="2026-1", bank="农信", cards={first: "6299990000990000006", second: "62999900009914"},
            issued_on=DAY, by=office.handler, at=office.at,
        )  # fmt: skip
        assert [card.card_hint for card in queries.undelivered_cards(COUNTY)] == ["****0006", "****9914"]
        signed: dict[str, Any] = {"receipt": PAPER, "delivered_on": DAY, "at": office.at}
        with pytest.raises(SamePerson):
            actions.deliver_card(issue_id=one, received_by=first, by=office.handler, **signed)
    with working_as(office.clerk):
        actions.deliver_card(issue_id=one, received_by=first, by=office.clerk, **signed)
        with pytest.raises(Unusable, match="filed proxy"):
            actions.deliver_card(issue_id=two, received_by=agent, by=office.clerk, **signed)
    with working_as(office.handler):
        office.proxy(second, agent)
    with working_as(office.clerk):
        actions.deliver_card(issue_id=two, received_by=agent, by=office.clerk, **signed)
        with pytest.raises(Unusable, match="signed for"):
            actions.deliver_card(issue_id=two, received_by=agent, by=office.clerk, **signed)
        assert not queries.undelivered_cards(TOWN)


def test_a_batch_with_one_person_out_of_sight_is_not_registered_at_all(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        with pytest.raises(Unusable, match="nothing was registered"):
            actions.issue_cards(
                region=COUNTY, batch="1", bank="农信", cards={person: "1", 10**9: "2"}, issued_on=DAY,
                by=office.handler, at=office.at,
            )  # fmt: skip
        assert not queries.undelivered_cards(COUNTY)


def test_what_waits_is_listed_by_kind_and_left_off_once_refused(office: Bureau) -> None:
    with working_as(office.handler):
        father = office.person("甲")
        filing = office.kin(father, office.staff(office.person("乙"), None))
        assert queries.waiting_filings(VILLAGE)["Relative"] == [filing]
        with pytest.raises(Unusable, match="Say why"):
            actions.refuse_filing(
                kind=FilingKind.RELATIVE, filing_id=filing, reason="", by=office.reviewer, at=office.at
            )
        actions.refuse_filing(
            kind=FilingKind.RELATIVE, filing_id=filing, reason="非近亲属", by=office.reviewer, at=office.at
        )
        assert queries.waiting_filings(VILLAGE)["Relative"] == []
        assert Relative.objects.get(pk=filing).reason == "非近亲属"


def test_the_bank_keeps_no_register_of_ours(office: Bureau) -> None:
    bank = office.county.post(office.county.office(Kind.BANK), Role.TELLER)
    with working_as(office.handler):
        person = office.person("甲")
        with pytest.raises(NotYours):
            handout(office, person, by=bank)
