"""Entries by the hundred thousand are those that are written one by one, id for id and digest for digest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import actions, models, queries
from mingbai.treasury.entries import BETWEEN, Account, Alike, Transfer, body_sha256, transfer_id, transfer_ids
from mingbai.treasury.ladder import Rung
from mingbai.treasury.refused import AlreadyResolved, AlreadyWritten, BadEntry, NotEnough, NothingToResolve
from mingbai.treasury.states import Kind
from mingbai.treasury.tests.world import BANK, FINANCE, in_october

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=BETWEEN), max_size=30)
zones = st.just(UTC) | st.just(timezone(timedelta(hours=8)))
MODEL = Transfer(
    uuid4(), 3, Account(7, 3, Rung.IN_TRANSIT), Account(8, 3, Rung.PAID), 1, "pay", Kind.POST, Party.BANK, "回单", 1, 2,
    datetime(2026, 10, 8, 2, tzinfo=UTC),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(texts, max_size=5), texts, st.lists(texts, max_size=2))
def test_ids_made_together_are_those_made_singly(names: list[str], begin: str, end: list[str]) -> None:
    assert list(transfer_ids(begin, names, *end)) == [str(transfer_id(begin, name, *end)) for name in names]


@settings(deadline=None)
@given(st.integers(1, 10**15), texts, st.none() | st.uuids(), st.datetimes(timezones=zones), st.uuids())
def test_digests_made_together_are_those_made_singly(fen, document, asked, at, id_) -> None:  # type: ignore[no-untyped-def]
    model = replace(MODEL, document=document, made_at=at)
    lot = Alike(model, [str(id_)], [fen], [asked and str(asked)])
    (entry,) = lot.entries()
    assert (entry.id, entry.fen, entry.pending_id) == (id_, fen, asked)
    assert list(lot.bodies()) == [body_sha256(entry)]


@pytest.mark.usefixtures("desk")
class TestMany:
    def test_what_is_sent_as_one_text_reads_back_as_it_was_meant(self) -> None:
        fund = in_october()
        paper = replace(FINANCE, document="拨\\付\t〔2026〕\n7号")
        with pytest.raises(BadEntry):
            actions.instruct(fund_id=fund, file="F", payments_fen={"A": 1}, paper=paper)
        paper = replace(FINANCE, document="拨\\付〔2026〕'7\"号")
        actions.instruct(fund_id=fund, file="F", payments_fen={"A": 60, "B": 40}, paper=paper)
        for name, fen in (("A", 60), ("B", 40)):
            (entry,) = queries.transfers([actions.payment_id(name)]).values()
            assert (entry.fen, entry.document, entry.kind, entry.code) == (fen, paper.document, Kind.PENDING, "pay")
            assert body_sha256(entry) == bytes(models.Transfer.objects.get(pk=entry.id).body_sha256)

    def test_a_batch_met_again_in_whole_or_in_part_is_done_and_another_body_is_refused(self) -> None:
        fund = in_october()
        one = {"A": 60, "B": 40}
        assert actions.instruct(fund_id=fund, file="F", payments_fen=one, paper=FINANCE) == 3
        assert actions.instruct(fund_id=fund, file="F", payments_fen=one, paper=FINANCE) == 0
        assert actions.settle(end_to_end_ids=["A"], paper=BANK) == 1
        assert actions.settle(end_to_end_ids=["A", "B"], paper=BANK) == 1
        assert actions.settle(end_to_end_ids=["B", "A"], paper=BANK) == 0
        with pytest.raises(AlreadyWritten):
            actions.instruct(fund_id=fund, file="F", payments_fen={"A": 61, "B": 39}, paper=FINANCE)
        with pytest.raises(AlreadyResolved):
            actions.reject(end_to_end_ids=["A"], paper=BANK)

    def test_one_unknown_or_too_much_and_nothing_is_written(self) -> None:
        fund = in_october()
        before = models.Transfer.objects.count()
        with pytest.raises(NothingToResolve, match="N1"):
            actions.settle(end_to_end_ids=["2026-P1-1", "N1"], paper=BANK)
        with pytest.raises(NotEnough):
            actions.instruct(fund_id=fund, file="F", payments_fen={"A": 10**12, "B": 1}, paper=FINANCE)
        assert models.Transfer.objects.count() == before

    def test_several_files_are_sent_on_their_way_each_on_its_own_voucher_or_none_is(self) -> None:
        fund = in_october()
        first, second = (
            actions.Sending(fund, name, {f"{name}1": 30, f"{name}2": 20}, replace(FINANCE, document=f"代发{name}"))
            for name in "FG"
        )
        too_much = replace(second, payments_fen={"G1": 10**12})
        before = models.Voucher.objects.count(), models.Transfer.objects.count()
        with pytest.raises(NotEnough):
            actions.instruct_all([first, too_much])
        assert (models.Voucher.objects.count(), models.Transfer.objects.count()) == before
        assert actions.instruct_all([first, second]) == 6
        assert models.Voucher.objects.count() == before[0] + 2
        (entry,) = queries.transfers([actions.payment_id("G2")]).values()
        voucher = models.Voucher.objects.get(pk=models.Transfer.objects.get(pk=entry.id).voucher_id)
        assert (entry.document, voucher.entries, voucher.fen) == ("代发G", 3, 100)
        assert actions.instruct_all([first, second]) == 0, "met again, it is done"
