"""RK-702 超范围支出: an entry in the books or a plan of use names a purpose that assistance money must never serve."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-702",
    title="超范围支出",
    title_en="Forbidden use",
    plain="近三个月的资金分录或用款计划，其依据文件写明用于日常办公经费、机构运转、大型设备购置或基础设施维修改造等负面用途。",
    plain_en="An entry in the books or a plan of use of the last three months rests on a paper that names office "
    "costs, running costs, large equipment or works on infrastructure, which assistance money must never serve.",
    severity=Severity.RED,
    cites=("JN-2020-21#2.4",),
    subject_table="posting",
    asks=("negative_uses",),
    query="""
        WITH posting AS (
            SELECT 'voucher/' || voucher_id AS subject, fund.region, fund.programme, entry.document,
                max(entry.fen) AS fen, min(entry.made_at) AS made_at
            FROM treasury_transfer AS entry JOIN treasury_fund AS fund ON fund.id = entry.fund_id
            GROUP BY voucher_id, fund.region, fund.programme, entry.document
            UNION ALL
            SELECT 'fundrequest/' || id, region, programme, document, fen, made_at
            FROM payments_fundrequest WHERE state <> 'refused'
        )
        SELECT posting.subject, posting.region, posting.programme, posting.fen AS amount_fen, posting.fen AS used_fen,
            posting.document, (posting.made_at AT TIME ZONE 'Asia/Shanghai')::date AS made_on,
            (SELECT min(word) FROM unnest(%(negative_uses)s::text[]) AS word
                WHERE strpos(posting.document, word) > 0) AS word
        FROM posting
        WHERE starts_with(posting.region, %(region)s)
            AND posting.made_at >= %(month)s::date - interval '3 months'
            AND EXISTS (SELECT FROM unnest(%(negative_uses)s::text[]) AS word
                WHERE strpos(posting.document, word) > 0)
    """,
    message="{made_on}依据《{document}》支出{used_fen}，属负面用途（{word}）",
    message_en="On {made_on} {used_fen} was entered by “{document}”, which names a forbidden use ({word})",
    finds=(
        ("资金分录依据文件为办公经费", "an entry rests on a paper about office costs"),
        ("用款计划写明装修", "a plan of use names works on a building"),
    ),
    passes=(
        ("依据文件为救助资金下达", "a paper that gives assistance money"),
        ("四个月以前的分录", "an entry of four months ago"),
    ),
)
