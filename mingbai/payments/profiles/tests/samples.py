"""Bank files for tests: a few payments as a county makes them, and any that hypothesis thinks of."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from mingbai.kernel.month import Month
from mingbai.payments.profiles import CreditTransfer, Initiation, Occasion, end_to_end_id, remittance

OCTOBER = Month(2026, 10)
DIBAO = "农村低保金"
PURPOSES = frozenset({DIBAO, "城市特困供养金", "临时救助金"})
NAMES = ("张三", "买买提·吐尔逊", "欧阳娜娜", "㐂一", "𠮷田𠀀", "O'Brien Ann & Co <1>")


def payment(number: int, name: str = "张三", fen: int = 62_000) -> CreditTransfer:
    return CreditTransfer(
        end_to_end_id("999901101", OCTOBER, number, 1),
        name,
        f"621700{number:010}",
        "" if number % 2 else "102100099996",
        fen,
        remittance(DIBAO, OCTOBER, Occasion.REGULAR if number % 3 else Occasion.ARREARS),
    )


def file_of(*payments: CreditTransfer) -> Initiation:
    return Initiation(
        message_id="999901202610F0123456789abcdef0123",
        created_at=datetime(2026, 10, 2, 9, tzinfo=UTC),
        execute_on=date(2026, 10, 9),
        initiating_party="明白县民政局",
        debtor="明白县财政局国库",
        debtor_account="1055123456789",
        debtor_agent="011999900018",
        purposes=PURPOSES,
        transfers=payments,
    )


def county_file(count: int = len(NAMES)) -> Initiation:
    return file_of(*(payment(n + 1, NAMES[n % len(NAMES)], 30_000 + n) for n in range(count)))


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
RARE = st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF)
LATIN = st.sampled_from("ABCÉŻXYZ .-&<>")
A_NAME = st.one_of(
    st.text(HAN, min_size=2, max_size=12),
    st.text(st.one_of(HAN, RARE), min_size=1, max_size=8),
    st.builds("Z{}Z".format, st.text(LATIN, max_size=20)),
)
PAYMENTS = st.lists(
    st.builds(
        lambda number, name, fen, purpose, occasion: replace(
            payment(number, name, fen), remittance=remittance(purpose, OCTOBER, occasion)
        ),
        st.integers(1, 10**19 - 1),
        A_NAME,
        st.integers(1, 10**15),
        st.sampled_from(sorted(PURPOSES)),
        st.sampled_from(Occasion),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.end_to_end_id,
)
FILES = st.builds(lambda payments: file_of(*payments), PAYMENTS)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
