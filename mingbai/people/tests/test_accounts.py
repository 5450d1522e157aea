"""Accounts: checked when entered, confirmed by a second person, never overwritten; whose they are is explained."""

from datetime import date, timedelta

import pytest

from mingbai.evidence.models import Act
from mingbai.kernel.cards import BadAccount
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours, Refused
from mingbai.people import actions, queries
from mingbai.people.holders import Holder, holder_of
from mingbai.people.models import Account
from mingbai.people.refused import Conflicted, Deceased, HolderDiffers, SamePerson, Unusable, WrongState
from mingbai.people.tests.families import CARD, DAY, OTHER_CARD, PASSBOOK, VILLAGE, Bureau, bureau

LATER = date(2026, 1, 6)


@pytest.fixture
def office(desk: str) -> Bureau:
    return bureau()


@pytest.mark.requirement("R-712")
def test_an_account_counts_once_a_second_person_has_confirmed_it(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        account = office.account(person, "甲", confirmed=False)
        assert queries.unconfirmed([account]) == {account}
        assert queries.accounts_of([person], DAY) == {}
        assert [one.pk for one in queries.waiting_accounts(VILLAGE)] == [account]
        with pytest.raises(NotYours):
            actions.confirm_account(account_id=account, by=office.handler, at=office.at)
        actions.confirm_account(account_id=account, by=office.reviewer, at=office.at)
        assert queries.unconfirmed([account]) == set()
        (held,) = queries.accounts_of([person], DAY)[person]
        assert (held.number_hint, held.holder, held.confirmed_by) == ("****0006", "self", office.reviewer.id)
        assert queries.opened_accounts([account]) == {account: CARD}
        with pytest.raises(WrongState, match="once"):
            actions.confirm_account(account_id=account, by=office.leader, at=office.at)


@pytest.mark.requirement("R-712")
def test_a_mistyped_number_is_told_and_not_kept(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        for number, error, said in (
            (CARD[:-1] + "7", Unusable, "check digit"),
            ("1234567", Unusable, "8 to 25 digits"),
            ("62999900*****0006", BadAccount, "masked"),
            ("6.29E+18", BadAccount, "scientific"),
            ("", BadAccount, "missing"),
        ):
            with pytest.raises(error, match=said):
                office.account(person, "甲", number=number)
        office.account(person, "甲", number="6299 9900 0099 0000 006")
        assert Account.objects.count() == 1


@pytest.mark.requirement("R-712")
def test_a_changed_account_is_a_further_row_and_the_former_one_stays(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        old = office.account(person, "甲")
        actions.close_account(account_id=old, until_on=LATER, reason="换卡", by=office.handler, at=office.at)
        new = actions.propose_account(
            person_id=person, number=OTHER_CARD, bank="示范农商银行", holder_name="甲", from_on=LATER,
            by=office.handler, at=office.at,
        )  # fmt: skip
        actions.confirm_account(account_id=new, by=office.reviewer, at=office.at)
        assert [one.pk for one in queries.account_history(person)] == [new, old]
        assert queries.accounts_of([person], LATER)[person][0].pk == new
        assert queries.unconfirmed([old, new]) == {old}
        acts = Act.objects.filter(subject=f"people.account/{old}").order_by("id").values_list("type", flat=True)
        assert list(acts) == ["people.account_entered", "people.account_confirmed", "people.account_closed"]


def test_one_account_is_not_entered_twice_while_it_lives(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        office.account(person, "甲")
        with pytest.raises(Refused, match="registered already"):
            office.account(person, "甲")


def test_a_refused_account_says_why_and_may_be_entered_anew(office: Bureau) -> None:
    with working_as(office.handler):
        person = office.person("甲")
        account = office.account(person, "甲", confirmed=False)
        with pytest.raises(Unusable, match="Say why"):
            actions.refuse_account(account_id=account, reason=" ", by=office.reviewer, at=office.at)
        actions.refuse_account(account_id=account, reason="与卡面不符", by=office.reviewer, at=office.at)
        office.account(person, "甲")


# ------------------------------------------------------------------ whose account


@pytest.mark.parametrize(
    ("holder", "owner", "agent", "right"),
    [
        ("阿依古丽・买买提", "阿依古丽·买买提", None, Holder.SELF),
        ("张□", "张三", None, Holder.SELF),
        ("李四", "张三", "李四", Holder.PROXY),
        ("李四", "张三", None, Holder.DIFFERS),
        ("张三丰", "张三", None, Holder.DIFFERS),
    ],
)
def test_by_what_right_a_holder_receives_the_money(holder: str, owner: str, agent: str | None, right: Holder) -> None:
    assert holder_of(holder_name=holder, owner=owner, is_institution=False, agent=agent) is right


@pytest.mark.requirement("R-708")
def test_another_holds_the_account_only_by_a_filing_in_force_and_no_longer_than_it(office: Bureau) -> None:
    with working_as(office.handler):
        ward, guardian = office.person("小明", born="20150101"), office.person("王大山")
        with pytest.raises(HolderDiffers, match="authorisation"):
            office.account(ward, "王大山")
        filing = office.proxy(ward, guardian, accepted=False)
        with pytest.raises(HolderDiffers):
            office.account(ward, "王大山")
        actions.accept_filing(kind=actions.FilingKind.PROXY, filing_id=filing, by=office.reviewer, at=office.at)
        account = office.account(ward, "王大山")
        assert queries.accounts([account])[account].proxy_id == filing
        assert [(one.person_id, one.holder) for one in queries.not_own(VILLAGE, DAY)] == [(ward, Holder.PROXY)]
        actions.end_filing(
            kind=actions.FilingKind.PROXY, filing_id=filing, until_on=LATER, reason="成年", by=office.handler,
            at=office.at,
        )  # fmt: skip
        assert queries.unconfirmed([account]) == {account}


def test_an_account_whose_filing_ended_meanwhile_is_not_confirmed(office: Bureau) -> None:
    with working_as(office.handler):
        ward, agent = office.person("甲"), office.person("乙")
        office.proxy(ward, agent, until=date(2026, 1, 7))
        account = office.account(ward, "乙", confirmed=False)
        with pytest.raises(HolderDiffers):
            actions.confirm_account(account_id=account, by=office.reviewer, at=office.at + timedelta(days=2))


@pytest.mark.requirement("R-708")
def test_a_care_home_is_paid_into_its_own_account_and_no_other_office_is(office: Bureau) -> None:
    home = office.county.office(Kind.CARE_HOME, name="示范县第一敬老院")
    bank = office.county.office(Kind.BANK, name="示范农商银行")
    with working_as(office.handler):
        for organisation, holder, error in ((home, "张院长", HolderDiffers), (bank, "示范农商银行", Unusable)):
            with pytest.raises(error):
                actions.propose_account(
                    organisation_id=organisation, number=PASSBOOK, bank="农信", holder_name=holder, from_on=DAY,
                    by=office.handler, at=office.at,
                )  # fmt: skip
        made = actions.propose_account(
            organisation_id=home, number=PASSBOOK, bank="农信", holder_name="示范县第一敬老院", from_on=DAY,
            by=office.handler, at=office.at,
        )  # fmt: skip
        actions.confirm_account(account_id=made, by=office.reviewer, at=office.at)
        assert queries.unconfirmed([made]) == set()


def test_kin_of_the_owner_do_not_confirm_and_the_dead_get_no_account(office: Bureau) -> None:
    with working_as(office.handler):
        person, son = office.person("甲"), office.person("乙")
        office.kin(person, office.staff(son, office.reviewer.id))
        account = office.account(person, "甲", confirmed=False)
        with pytest.raises(Conflicted, match="父亲"):
            actions.confirm_account(account_id=account, by=office.reviewer, at=office.at)
        actions.confirm_account(account_id=account, by=office.leader, at=office.at)
        actions.note_death(person_id=person, died_on=DAY, by=office.handler, at=office.at)
        with pytest.raises(Deceased):
            office.account(person, "甲", number=OTHER_CARD)


@pytest.mark.requirement("R-710")
def test_households_whose_head_has_no_card_and_accounts_of_several_are_listed(office: Bureau) -> None:
    with working_as(office.handler):
        first, second = office.person("甲"), office.person("甲")
        with_card, without = office.household(first), office.household(second)
        one = office.account(first, "甲")
        assert [home.pk for home in queries.heads_without_card(VILLAGE, DAY)] == [without]
        two = office.account(second, "甲")
        (shared,) = queries.shared_accounts(VILLAGE, DAY).values()
        assert [account.pk for account in shared] == [one, two]
        assert {account.pk for account in queries.accounts_numbered(CARD)} == {one, two}
        assert not queries.heads_without_card(VILLAGE, DAY)
        assert with_card != without


def test_the_number_of_an_account_is_shown_for_a_reason(office: Bureau) -> None:
    with working_as(office.handler):
        account = office.account(office.person("甲"), "甲")
        shown = actions.reveal_account(account_id=account, reason="退汇核对账号", by=office.handler, at=office.at)
        assert shown == CARD
        assert Act.objects.filter(subject=f"people.account/{account}#revealed").count() == 1


def test_who_entered_it_never_confirms_it_even_as_a_reviewer(office: Bureau) -> None:
    from mingbai.offices.roles import Role

    both = office.county.post(office.reviewer.organisation_id, Role.REVIEWER, officer=office.handler.id)
    with working_as(both):
        account = office.account(office.person("甲"), "甲", confirmed=False)
        with pytest.raises(SamePerson):
            actions.confirm_account(account_id=account, by=both, at=office.at)
