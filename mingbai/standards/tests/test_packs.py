"""What is exported reads as the same values and exports as the same bytes; what is taken in waits for approval."""

from datetime import date
from pathlib import Path

import pytest

from mingbai.evidence.models import Act
from mingbai.offices.refused import OutOfPlace
from mingbai.offices.tests.places import COUNTY
from mingbai.policy.parameters import BadPack, shipped
from mingbai.policy.parameters.packs import HERE, read_pack
from mingbai.standards import actions
from mingbai.standards.models import Entry
from mingbai.standards.pack import pack_text
from mingbai.standards.queries import parameters
from mingbai.standards.refused import BadPackFile
from mingbai.standards.tests.desks import JULY, Desk, standards_desk

SHIPPED = sorted(path for path in HERE.glob("*.yaml") if not path.name.startswith("definitions"))


@pytest.fixture
def desk_of(desk: str) -> Desk:
    return standards_desk()


@pytest.mark.parametrize("region", sorted({entry.region for entry in shipped().entries}))
def test_a_shipped_pack_exported_reads_as_the_same_values_and_the_same_bytes(region: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(pack_text(region, shipped().entries), encoding="utf-8")
    read = read_pack(path)
    assert set(read) == {entry for entry in shipped().entries if entry.region == region}
    assert pack_text(region, read) == pack_text(region, reversed(read)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_is_what_is_in_operation_before_anybody_decided_otherwise(path: Path, desk: str) -> None:
    only = actions.compare_pack(path)
    assert not only.only_in_pack
    assert {entry.region for entry in only.only_on_desk} <= {"nation"}  # the nation's values stand in two packs


def test_values_of_the_desk_are_exported_with_what_ships_cut_back(desk_of: Desk, tmp_path: Path) -> None:
    desk_of.approved(key="dibao_urban_standard_fen", value=76_000, article="LAW-2026#18")
    path = tmp_path / "999901.yaml"
    path.write_text(actions.export_yaml(region=COUNTY.code, by=desk_of.leader, at=desk_of.county.at), encoding="utf-8")
    assert not actions.compare_pack(path)
    assert set(read_pack(path)) == {entry for entry in parameters().entries if entry.region == COUNTY.code}
    dated = [(e.from_on, e.to_on, e.value) for e in read_pack(path) if e.key == "dibao_urban_standard_fen"]
    assert dated == [
        (date(2024, 1, 1), date(2025, 12, 31), 68_000),
        (date(2026, 1, 1), date(2026, 6, 30), 70_000),
        (JULY, None, 76_000),
    ]
    assert Act.objects.filter(type="standards.exported", by=desk_of.leader.id).count() == 1


def test_a_pack_is_not_handed_to_who_works_elsewhere(desk_of: Desk) -> None:
    with pytest.raises(OutOfPlace):
        actions.export_yaml(region="370830", by=desk_of.leader, at=desk_of.county.at)


def test_a_pack_taken_in_is_proposed_where_it_differs_and_counts_once_approved(desk_of: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.yaml"
    path.write_text(
        'region: "999901"\nvalues:\n'
        "  publicity_days:\n    - {from: 2026-07-01, value: 10, cite: MF-2021-57#19}\n"
        '  tekun_care_total:\n    - {from: 2026-07-01, to: 2027-06-30, value: "2/5", cite: LAW-2026#17, zh: 8号}\n',
        encoding="utf-8",
    )
    made = actions.propose_pack(path=path, document="明民发〔2026〕9号", by=desk_of.handler, at=desk_of.county.at)
    assert sorted(Entry.objects.values_list("key", "document", "until_on")) == [
        ("publicity_days", "明民发〔2026〕9号", None),
        ("tekun_care_total", "8号", date(2027, 7, 1)),
    ]
    for entry in made:
        actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at)
    assert not actions.compare_pack(path).only_in_pack
    assert parameters().at(COUNTY.code, JULY).number("publicity_days") == 10


@pytest.mark.parametrize(
    "text",
    ["", "[]", "region: 999901", "region: 999901\nvalues: 3", "{", "region: 999901\nvalues: {a: [1]}", "\x00",
     "region: 999901\nvalues: {grace_months: [{value: 3, cite: LAW-2026#18}]}",
     "region: x\nvalues: {grace_months: [{from: 2026-01-01, value: 3, cite: LAW-2026#18}]}",
     "region: 999901\nvalues: {grace_months: [{from: soon, value: 3, cite: LAW-2026#18}]}"],
)  # fmt: skip
def test_a_file_that_is_no_pack_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadPack):
        read_pack(path)


def test_a_pack_without_articles_is_not_entered(desk_of: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.yaml"
    path.write_text(
        'region: "999901"\nvalues: {hold_wd: [{from: 2026-07-01, value: 3, basis: design, zh: 无, en: none}]}',
        encoding="utf-8",
    )
    with pytest.raises(BadPackFile, match="hold_wd"):
        actions.propose_pack(path=path, document="9号", by=desk_of.handler, at=desk_of.county.at)
    assert not Entry.objects.exists()
