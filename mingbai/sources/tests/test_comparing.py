"""The monthly comparison: every list that counts, every township, what is missing, what a hit came to, who asked."""

from datetime import date
from pathlib import Path

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.files.snapshot.by_hand import number_of
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotListed, Refused
from mingbai.offices.roles import Role
from mingbai.people.models import Person
from mingbai.sources.actions import compare, dispose_hit, query
from mingbai.sources.models import Comparison, Hit, Outcome, Query
from mingbai.sources.purposes import Purpose
from mingbai.sources.queries import coverage, hits, lost_hits, outcomes, questions, require_compared, run_log
from mingbai.sources.refused import NoAuthorisation, NotCompared, NotNeeded, NotReadable
from mingbai.sources.tests.places import CHILD, COUNTY, OCTOBER, OTHER_TOWN, TOWN, Desk, desk_of

BUSINESSES = ("身份证号", "姓名", "统一社会信用代码", "企业名称", "经营状态", "注册资本")


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


def compared(office: Desk, month: Month = OCTOBER, **given: object) -> None:
    compare(month=month, by=office.handler, at=office.at, **given)  # type: ignore[arg-type]


# ------------------------------------------------------------------ runs


@pytest.mark.requirement("R-901")
def test_each_run_says_how_far_it_reached_what_it_hit_and_what_became_of_it(office: Desk) -> None:
    numbers = office.live(200)
    office.send(office.deaths(numbers[:3]))
    compared(office)
    with working_as(office.handler):
        line = next(line for line in run_log(COUNTY, OCTOBER) if line.kind == "deaths")
        assert (line.persons, line.covered_bp, line.hits, line.leads, line.disposed) == (200, 10_000, 3, 3, 0)
        first = hits(COUNTY, OCTOBER)[0].pk
    dispose_hit(hit_id=first, outcome=Outcome.OVERPAID, reason="核实已死亡", by=office.handler, at=office.at)
    with working_as(office.handler):
        assert next(line for line in run_log(COUNTY, OCTOBER) if line.kind == "deaths").disposed == 1
    assert {"sources.compared", "sources.disposed"} <= set(Act.objects.values_list("type", flat=True))


@pytest.mark.requirement("R-511")
def test_a_month_is_compared_with_the_dead_only_once_a_list_of_theirs_reached_its_people(office: Desk) -> None:
    numbers = office.live(20)
    with working_as(office.handler), pytest.raises(NotCompared, match="“死亡名单”、“火化名单”"):
        require_compared(COUNTY, OCTOBER)
    office.send(office.deaths(numbers[:1]))
    compared(office)
    with working_as(office.handler), pytest.raises(NotCompared, match="cremations"):
        require_compared(COUNTY, OCTOBER)
    with working_as(office.handler):
        require_compared(COUNTY, OCTOBER, ["deaths"])
    with working_as(office.townsman):
        require_compared(TOWN, OCTOBER, ["deaths"])  # each township has a run of its own


@pytest.mark.requirement("R-902")
def test_the_kinds_that_must_come_every_month_leave_a_run_even_where_none_came(office: Desk) -> None:
    office.live(5)
    compared(office)
    with working_as(office.handler):
        runs = {line.kind: line for line in run_log(COUNTY, OCTOBER)}
        reach = {line.kind: line for line in coverage(COUNTY, OCTOBER)}
    for kind in ("deaths", "cremations", "businesses", "insurance"):
        assert (runs[kind].covered, reach[kind].lists, reach[kind].covered_bp, reach[kind].is_required) == (
            0,
            0,
            0,
            True,
        )


@pytest.mark.requirement("R-911")
def test_every_township_has_its_own_run_and_sees_its_own_hits_only(office: Desk) -> None:
    here, there = office.live(10), office.live(10, first=100, town=OTHER_TOWN.code)
    office.send(office.deaths([here[0], there[0], there[1]]))
    compared(office)
    with working_as(office.townsman):
        (line,) = [line for line in run_log(TOWN, OCTOBER) if line.kind == "deaths"]
        assert (line.persons, line.hits, line.leads) == (10, 1, 1)
        assert {hit.person_id for hit in Hit.objects.all()} == {office.people[here[0]]}
        assert not Comparison.objects.exclude(region=TOWN.code).exists()


def test_coverage_counts_only_people_where_this_months_list_comes_from(office: Desk) -> None:
    office.live(30)
    office.live(10, first=100, town=OTHER_TOWN.code)
    office.send(office.deaths(["99990119700101888X"]), region=TOWN, by=office.townsman)
    with working_as(office.handler):
        (line,) = [line for line in coverage(COUNTY, OCTOBER) if line.kind == "deaths"]
    assert (line.persons, line.covered, line.covered_bp) == (40, 30, 7_500)


def test_somebody_who_came_later_is_found_in_an_earlier_list_of_events(office: Desk) -> None:
    early = office.live(50)
    office.send(office.deaths([number_of(200), early[0]]), month=Month(2026, 9))
    compared(office, Month(2026, 9))
    (late,) = office.live(1, first=200)
    assert late == number_of(200)
    compared(office)
    with working_as(office.handler):
        assert [hit.person_id for hit in hits(COUNTY, OCTOBER)] == [office.people[late]]  # the other was one before


def test_of_what_merely_is_so_only_the_newest_list_counts(office: Desk) -> None:
    numbers = office.live(50)
    for month, named in ((9, numbers[:3]), (10, numbers[:1])):
        rows = [(number, "某", "", f"商店{month}", "存续", "1") for number in named]
        office.send(office.file(BUSINESSES, rows), "businesses", month=Month(2026, month))
    compared(office)
    with working_as(office.handler):
        assert next(line.hits for line in run_log(COUNTY, OCTOBER) if line.kind == "businesses") == 1


def test_who_is_known_to_have_died_is_no_hit(office: Desk) -> None:
    numbers = office.live(20)
    with working_as(office.handler):
        Person.objects.filter(pk=office.people[numbers[0]]).update(died_on=date(2026, 10, 1))
    office.send(office.deaths(numbers[:2]))
    compared(office)
    with working_as(office.handler):
        assert [hit.person_id for hit in hits(COUNTY, OCTOBER)] == [office.people[numbers[1]]]


def test_a_comparison_repeated_finds_no_hit_twice(office: Desk) -> None:
    office.send(office.deaths(office.live(20)[:2]))
    compared(office)
    compared(office)
    with working_as(office.handler):
        assert (Hit.objects.count(), Comparison.objects.filter(kind="deaths", region=COUNTY.code).count()) == (2, 2)


def test_a_hit_that_is_made_to_disappear_is_missed(fresh_desk: str, base: Base, tmp_path: Path) -> None:
    office = desk_of(tmp_path)
    office.send(office.deaths(office.live(20)[:3]))
    compared(office)
    with working_as(office.handler):
        assert lost_hits(COUNTY, OCTOBER) == []
        run = Comparison.objects.get(kind="deaths", region=COUNTY.code)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE sources_hit DISABLE TRIGGER ALL")
        admin.execute("DELETE FROM sources_hit WHERE id = (SELECT min(id) FROM sources_hit)")
    with working_as(office.handler):
        assert lost_hits(COUNTY, OCTOBER) == [run.pk]


def test_only_who_is_listed_for_the_data_compares(office: Desk) -> None:
    unlisted = office.county.post(office.handler.organisation_id, Role.HANDLER)
    with pytest.raises(NotListed):
        compare(month=OCTOBER, by=unlisted, at=office.at)


# ------------------------------------------------------------------ what a hit came to


@pytest.mark.requirement("R-902", "R-903")
def test_a_hit_is_disposed_of_once_with_a_reason_and_omissions_count_like_overpayments(office: Desk) -> None:
    office.send(office.deaths(office.live(20)[:3]))
    compared(office)
    with working_as(office.handler):
        first, second, third = (hit.pk for hit in hits(COUNTY, OCTOBER))

    def dispose(hit: int, outcome: Outcome, reason: str = "入户核实") -> int:
        return dispose_hit(hit_id=hit, outcome=outcome, reason=reason, by=office.reviewer, at=office.at)

    dispose(first, Outcome.OVERPAID)
    dispose(second, Outcome.OMITTED)
    with pytest.raises(Refused, match="已经处置"):
        dispose(first, Outcome.NONE)
    with pytest.raises(Refused, match="写明理由"):
        dispose(third, Outcome.NONE, " ")
    with working_as(office.handler):
        assert outcomes(COUNTY, OCTOBER) == {"overpaid": 1, "omitted": 1}


# ------------------------------------------------------------------ questions (R-210, R-1506)


def ask(office: Desk, numbers: list[str], **given: object) -> list[dict[str, object]]:
    facts: dict[str, object] = {
        "purpose": Purpose.INSPECTION,
        "document": "督查〔2026〕3号",
        "kind": "businesses",
        "numbers": numbers,
        "month": OCTOBER,
        "by": office.handler,
        "at": office.at,
    }
    return [answer.row for answer in query(**facts | given)]  # type: ignore[arg-type]


@pytest.fixture
def traders(office: Desk) -> list[str]:
    numbers = office.live(4)
    rows = [(number, "某", "", "便民超市", "存续", "5") for number in numbers[:2]]
    office.send(office.file(BUSINESSES, rows), "businesses")
    return numbers


@pytest.mark.requirement("R-1506")
def test_a_question_returns_the_least_and_more_only_where_asked_for(office: Desk, traders: list[str]) -> None:
    assert ask(office, traders[:1]) == [{"status": "存续", "as_of": "2026-10-21"}]
    assert ask(office, traders[:1], fields=("enterprise", "capital_fen")) == [
        {"enterprise": "便民超市", "capital_fen": "500"}
    ]
    with pytest.raises(NotNeeded, match="person_key"):
        ask(office, traders[:1], fields=("person_key",))


FIVE = {  # department → kind, headers, what it says besides number and name
    "县公安局": ("deaths", ("死亡日期",), ("2026-10-02",)),
    "县人社局": ("pensions", ("月养老金", "待遇类型"), ("120", "城乡居民基本养老保险")),
    "县医保局": ("illnesses", ("病种",), ("尿毒症",)),
    "县教育局": ("students", ("学段",), ("小学",)),
    "县残联": ("disability", ("残疾类别", "残疾等级"), ("肢体", "一级")),
}


@pytest.mark.requirement("R-215")
def test_what_five_departments_say_of_a_person_comes_with_source_and_date(office: Desk) -> None:
    (number,) = office.live(1)
    answers = []
    for place, (department, (kind, headers, said)) in enumerate(FIVE.items(), start=1):
        path = office.file(("身份证号", "姓名", *headers), [(number, "某", *said)])
        office.send(path, kind, department=department, as_of=date(2026, 10, place))
    for kind, _, _ in FIVE.values():
        answers += query(
            purpose=Purpose.INSPECTION, document="3号", kind=kind, numbers=[number], month=OCTOBER,
            by=office.handler, at=office.at,
        )  # fmt: skip
    assert [answer.department for answer in answers] == [*FIVE]
    assert [answer.as_of.day for answer in answers] == [1, 2, 3, 4, 5]
    assert answers[1].row == {"amount_fen": "12000", "kind": "城乡居民基本养老保险", "as_of": "2026-10-02"}


@pytest.mark.requirement("R-210")
@pytest.mark.requirement("R-1506")
def test_every_question_is_logged_with_purpose_case_fields_and_how_many(office: Desk, traders: list[str]) -> None:
    ask(office, traders)
    with working_as(office.handler):
        (made,) = questions(COUNTY, office.at, office.later(days=1))
    assert (made.purpose, made.document, made.fields, made.asked, made.found) == (
        "inspection",
        "督查〔2026〕3号",
        ["status", "as_of"],
        4,
        2,
    )
    assert Act.objects.get(type="sources.queried").by == office.handler.id


@pytest.mark.requirement("R-210")
def test_a_means_check_needs_the_authorisation_of_every_adult(office: Desk, traders: list[str]) -> None:
    with pytest.raises(NoAuthorisation, match="2 adults"):
        ask(office, traders[:2], purpose=Purpose.ASSESSMENT)
    office.authorise(traders[0], "income")
    office.authorise(traders[1], "property")
    with pytest.raises(NoAuthorisation, match="1 adults"):
        ask(office, traders[:2], purpose=Purpose.ASSESSMENT)
    assert len(ask(office, traders[:1], purpose=Purpose.ASSESSMENT)) == 1
    (child,) = office.live(1, first=300, born_on=CHILD)
    assert ask(office, [traders[0], child], purpose=Purpose.REVIEW) != []
    with working_as(office.handler):
        assert Query.objects.count() == 2  # what was refused asked nothing


def test_a_refused_question_never_spells_a_number_out(office: Desk, traders: list[str]) -> None:
    with pytest.raises(NoAuthorisation) as refusal:
        ask(office, traders[:1], purpose=Purpose.ASSESSMENT)
    assert traders[0] not in str(refusal.value)


def test_a_question_names_its_case_and_comes_from_a_post_that_reads_such_data(office: Desk, traders: list[str]) -> None:
    with pytest.raises(Refused, match="编号"):
        ask(office, traders, document=" ")
    with pytest.raises(NotReadable):
        ask(office, traders, by=office.county.administrator())


def test_a_township_asks_nothing_of_the_countys_lists(office: Desk, traders: list[str]) -> None:
    assert ask(office, traders, by=office.townsman) == []
    with pytest.raises(Refused):
        ask(office, traders, by=office.townsman, region=Region("9999"))
