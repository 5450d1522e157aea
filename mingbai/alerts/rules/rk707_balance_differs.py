"""RK-707 对账不平: on its day, what the bank says lies there is not what our books say."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-707",
    title="对账不平",
    title_en="Balance differs",
    plain="与银行最近一次余额对账，银行余额与账面余额不相等；银行说明了原因的，也要等下一次对账相符才算了结。",
    plain_en="By the latest balance confirmation of a bank, what lies there is not what the books say; a difference "
    "that the bank has explained ends with the next confirmation that agrees.",
    severity=Severity.RED,
    cites=("QY-2022-51#3.1.3",),
    subject_table="balance",
    query="""
        WITH latest AS (
            SELECT DISTINCT ON (region, bank) * FROM receipts_balanceconfirmation
            WHERE starts_with(region, %(region)s) AND as_of <= %(on)s
            ORDER BY region, bank, as_of DESC, id DESC
        )
        SELECT 'balance/' || id AS subject, region, bank, as_of, book_fen, bank_fen, answer,
            abs(book_fen - bank_fen) AS amount_fen
        FROM latest WHERE book_fen <> bank_fen
    """,
    message="{as_of}{bank}余额{bank_fen}，账面应为{book_fen}（银行说明：{answer}）",
    message_en="On {as_of} {bank} held {bank_fen}, the books say {book_fen} (the bank's answer: {answer})",
    finds=(("银行报送的余额与账面不符", "the balance the bank reports is not that of the books"),),
    passes=(("后一次报送已与账面一致", "a later report agrees with the books"),),
)
